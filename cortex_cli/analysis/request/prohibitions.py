"""What a request forbids: clauses such as `don't touch context.go`, taken out of what it wishes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cortex_cli.analysis.commit.roles import CHANGELOG_NAME, README_NAME
from cortex_cli.analysis.request.intents import ACCOMPANYING, read_parts
from cortex_cli.analysis.request.named_paths import EXTENSIONS, existing
from cortex_cli.model.analysis import Role
from cortex_cli.model.scope import escape

PATH = r"[`\"']?(?:\./)?(?:[\w.@-]+/(?:[\w.@-]+/)*(?:[\w@.-]*[\w-])?|[\w@-]+(?:\.[\w-]+)+)[`\"']?"
WORD = r"(?:tests?|docs|documentation|change ?log|readme|source(?: code)?|code)(?![\w./-])"
THING = rf"(?:(?:the|any|any of the|all|our|existing) )*(?:{PATH}|{WORD})(?: (?:file|files|directory|folder|itself))?"
THINGS = rf"(?P<things>{THING}(?:(?:,? (?:or|and|nor) |, ){THING})*)"
END = r"(?: (?:at all|please|in any way))?(?=\s*(?:[.;:,!)\n—–]|$|(?:and|but|while|when|then)\b))"
VERBS = r"(?:touch|change|modify|edit|alter|update|rewrite)"
DOING = r"(?:touching|changing|modifying|editing|altering|updating|rewriting)"
NEGATION = r"(?:do not|don['’]t|never|must not|mustn['’]t|should not|shouldn['’]t)(?: ever)?"
JOINT = r"(?:^|(?<=[\s,;(:]))(?:(?:and|but|please|you) )*"
AGAINST = (
    re.compile(
        rf"{JOINT}(?:{NEGATION} {VERBS}|without {DOING}|(?:everywhere )?except(?: (?:in|for))?) {THINGS}{END}", re.I
    ),
    re.compile(
        rf"{JOINT}(?:leave|keep) {THINGS} (?:alone|untouched|unchanged|as (?:it is|is|they are))"
        r"(?=\s*(?:[.;:,!)\n—–]|$|(?:and|but)\b))",
        re.I,
    ),
)
ONLY = re.compile(rf"{JOINT}(?:only {VERBS}|{VERBS} only|{VERBS} nothing (?:but|except)) {THINGS}{END}", re.I)
ALSO_FILES = frozenset(("mod", "sum", "lock", "gradle", "xml"))
CODE = frozenset(("code", "source", "source code"))
ROLES: Mapping[str, Role] = {
    **dict.fromkeys(CODE, Role.SOURCE),
    **dict.fromkeys(("test", "tests"), Role.TEST),
    **dict.fromkeys(("docs", "documentation"), Role.DOCS),
}
TITLES = {"changelog": CHANGELOG_NAME, "change log": CHANGELOG_NAME, "readme": README_NAME}


@dataclass(frozen=True, slots=True)
class Prohibitions:
    """`against` and `only` are paths as the request gives them, or words such as `tests` in lower case."""

    against: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def forbids(self, path: str, role: Role, files: Collection[str]) -> bool:
        """Whether the file, one of `files` or to be made, may not be written."""
        outside = bool(self.only) and not any(_is_meant(path, role, thing, files) for thing in self.only)
        return outside or any(_is_meant(path, role, thing, files) for thing in self.against)

    def only_names(self, path: str, role: Role, files: Collection[str]) -> bool:
        """Whether the file is given by its own name as one of the only ones to write."""
        own = [thing for thing in self.only if is_path(thing) and path in _definite(thing, files)]
        return any(_is_meant(path, role, thing, files) for thing in own)

    def patterns(self, files: Collection[str]) -> tuple[str, ...]:
        """Scope patterns of the definite paths that are forbidden, sorted."""
        found = {each for thing in self.against if is_path(thing) for each in _definite(thing, files)}
        return tuple(f"{escape(each[:-3])}/**" if each.endswith("/**") else escape(each) for each in sorted(found))


def separate(text: str) -> tuple[str, Prohibitions]:
    """What a request wishes, and what it forbids; a request that only forbids is left as it is."""
    wish, against, only = text, list[str](), list[str]()
    for pattern, found in ((AGAINST[0], against), (AGAINST[1], against), (ONLY, only)):
        wish = _without(wish, pattern, found)
    if wish == text:
        return text, Prohibitions()
    wish = re.sub(r"\(\s*\)|^[\s,;:.!]+|[\s,;:]+$", "", wish)
    forbidden = Prohibitions(tuple(dict.fromkeys(against)), tuple(dict.fromkeys(only)))
    if not re.search(r"\w{2}", wish):
        return text, forbidden
    if CODE.intersection(against) and any(part.task_type not in ACCOMPANYING for part in read_parts(wish)):
        return text, Prohibitions()  # a change of code without code is a contradiction, and asked about
    return wish, forbidden


def is_path(thing: str) -> bool:
    return "/" in thing or "." in thing


def _without(text: str, pattern: re.Pattern[str], found: list[str]) -> str:
    def take(clause: re.Match[str]) -> str:
        things = list(_things(clause["things"]))
        if not all(map(_is_definite, things)):
            return clause[0]
        found.extend(things)
        return ""

    return re.sub(r"\s*[,;]\s*(?=[.;,]|$)", "", pattern.sub(take, text)) if pattern.search(text) else text


def _things(text: str) -> Iterator[str]:
    for each in re.finditer(rf"{PATH}|{WORD}", text, re.I):
        thing = each[0].strip("`\"'").removeprefix("./")
        yield thing if is_path(thing) else thing.lower()


def _is_definite(thing: str) -> bool:
    ending = thing.rpartition(".")[2].lower()
    return not is_path(thing) or "/" in thing or ending in EXTENSIONS or ending in ALSO_FILES


def _is_meant(path: str, role: Role, thing: str, files: Collection[str]) -> bool:
    if is_path(thing):
        return any(
            path == each or path.startswith(each.removesuffix("**")) if each.endswith("**") else path == each
            for each in _definite(thing, files)
        )
    if thing in TITLES:
        return TITLES[thing].fullmatch(path.rpartition("/")[2].partition(".")[0]) is not None
    return ROLES[thing] is role


def _definite(thing: str, files: Collection[str]) -> tuple[str, ...]:
    plain = thing.rstrip("/")
    if any(path.startswith(f"{plain}/") for path in files):
        return (f"{plain}/**",)
    return existing(plain, files) or (plain,)
