"""Files that a request names: which exist, which it wants made, and which it takes for existing though they do not."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.request.clause_type import leading_verb
from cortex_cli.analysis.request.work_words import word_set
from cortex_cli.model.analysis import RequestPart, Role
from cortex_cli.model.task_type import TaskType

CLOSE = 0.6
"""The share of equal letters from which a name may have been meant."""

PATH = re.compile(
    r"(?<![\w/:.@*-])(?:\./)?(?P<path>(?:[\w@-][\w.@-]*/|\.\w[\w-]*/)*[\w@-][\w.@-]*\.[A-Za-z]\w{0,5})(?![\w/*-]"
    r"|\.\w|\()"
)
PRODUCT = re.compile(
    r"(?:node|vue|next|nuxt|react|three|d3|express|ember|backbone|alpine|moment|chart|require)\.js", re.I
)
EXTENSIONS = word_set(
    """py pyi js ts tsx jsx mjs cjs vue svelte go rs java kt rb php swift cs c h cc cpp hpp sh sql md mdx
    rst txt adoc toml yaml yml json ini cfg css scss html jinja j2 proto graphql lua ex exs scala dart"""
)
MAKES = word_set(
    """add create write implement introduce build provide generate put document describe explain mention
    test cover support include integrate"""
)
MOVES = word_set("move extract split rename convert migrate port copy merge refactor separate inline replace")
WORKS_ON = word_set(
    """fix repair correct rename refactor remove delete drop simplify update improve change rewrite move
    split merge clean test document harden optimise optimize speed tidy inline convert migrate deprecate
    extend adjust cover extract replace restructure modernise modernize"""
)
BEFORE_NEW = re.compile(
    r"\b(?:new file|file called|file named|called|named|as|into|to|in|at|under)(?: (?:a"
    r"|the))?(?: new)?(?: file)?[ `\"']*$",
    re.I,
)
SAYS_NEW = re.compile(r"\b(?:new (?:file|module)|called|named)\b[\w `\"',]*$|\ba new [`\"']*$", re.I)
ASIDE = re.compile(r"[(:,] *[`\"']*$")
"""What is made, and then its path: `a renderer (render/cbor.go)`."""
BEFORE_KNOWN = re.compile(r"\b(?:for|of|from|like|by|beside|with|using|on)(?: the)?(?: file)?[ `\"']*$", re.I)
INSIDE = re.compile(r"\b(?:in|inside|within)(?: the)?(?: file)?[ `\"']*$", re.I)
DIRECT = re.compile(r"^\s*[\w-]+(?: up)?(?: (?:a|an|the|new|file|empty|module))*[ `\"']*$", re.I)


@dataclass(frozen=True, slots=True)
class NamedPaths:
    """`known` are files of the repository, `new` such that are to be made, `missing` such that should be there."""

    known: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def read_paths(parts: Sequence[RequestPart], paths: Collection[str]) -> NamedPaths:
    """The files that the parts of a request name, judged by the verb of the part and the word before the name.

    A bare name that stands for no file here counts only where it is what is made or worked on: programs read
    and write many files that are none of the repository.
    """
    known: dict[str, None] = {}
    new: dict[str, None] = {}
    missing: dict[str, None] = {}
    for part in parts:
        verb = leading_verb(part.text)
        for path, before in _named(part.text):
            if found := existing(path, paths):
                known.update(dict.fromkeys(found))
            elif _is_new(path, before, verb):
                new[path] = None
            elif _is_taken_for_known(path, before, verb):
                missing[path] = None
    return NamedPaths(tuple(known), tuple(path for path in new if path not in missing), tuple(missing))


def _named(text: str) -> Iterator[tuple[str, str]]:
    for found in PATH.finditer(text):
        path = found["path"]
        if path.rpartition(".")[2].lower() in EXTENSIONS and not PRODUCT.fullmatch(path):
            yield path, text[max(found.start() - 80, 0) : found.start()]


def existing(path: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The files that a path or the end of one means, sorted; the exact one alone if it is there."""
    found = sorted(each for each in paths if each == path or each.endswith(f"/{path}"))
    return (path,) if path in found else tuple(found)


def _is_new(path: str, before: str, verb: str | None) -> bool:
    if SAYS_NEW.search(before):
        return True
    direct = DIRECT.match(before) is not None
    if BEFORE_KNOWN.search(before) or ("/" not in path and not direct):
        return False
    if verb in MAKES:
        return direct or any(pattern.search(before) for pattern in (BEFORE_NEW, ASIDE))
    return verb in MOVES and not direct and re.search(r"\b(?:to|into|as)[ `\"']*$", before) is not None


def _is_taken_for_known(path: str, before: str, verb: str | None) -> bool:
    if verb not in WORKS_ON and not (verb in MAKES and BEFORE_KNOWN.search(before) and "/" in path):
        return False
    if re.search(r"\b(?:to|into|as)[ `\"']*$", before):
        return False
    if "/" in path:
        return True
    works = role_of(path) in (Role.SOURCE, Role.DOCS, Role.TEST)
    return works and (INSIDE.search(before) is not None or DIRECT.match(before) is not None)


def nearest_path(path: str, paths: Iterable[str]) -> str | None:
    """The file most alike: one with the same name elsewhere, else one with an alike name."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for each in sorted(paths):
        by_name[each.rpartition("/")[2]].append(each)
    name = path.rpartition("/")[2]
    near = name if name in by_name else nearest(name, by_name)
    candidates = by_name.get(near or "", [])
    return max(candidates, key=lambda each: difflib.SequenceMatcher(None, path, each).ratio(), default=None)


def nearest(name: str, names: Iterable[str]) -> str | None:
    """The most alike of `names`; None if none is close. Measured by difflib, over names that share two letters."""
    letters = _pairs(name.lower())
    alike: dict[str, list[str]] = defaultdict(list)
    for each in names:
        shared = letters & _pairs(each.lower())
        if abs(len(each) - len(name)) <= max(3, len(name) // 2) and len(shared) * 3 >= len(letters):
            alike[each.lower()].append(each)
    found = difflib.get_close_matches(name.lower(), sorted(alike), n=1, cutoff=CLOSE)
    return min(alike[found[0]]) if found else None


def _pairs(word: str) -> set[str]:
    return {word[at : at + 2] for at in range(len(word) - 1)}


def is_document_work(parts: Sequence[RequestPart]) -> bool:
    """Whether nothing but documents is asked for."""
    return bool(parts) and all(part.task_type is TaskType.DOCS for part in parts)
