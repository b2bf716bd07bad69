"""Directories that have one module for each thing of a kind: one for each command, backend or checker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.creating import conventions
from cortex_cli.analysis.creating.conventions import directory_of
from cortex_cli.analysis.request.clause_type import bare, leading_verb
from cortex_cli.analysis.request.work_words import BORDERS, word_set
from cortex_cli.analysis.terms import stem

FEWEST_MEMBERS = 3
FEWEST_ALIKE = 2
AFFIX_SHARE = 0.6
MOST_WORDS = 3
MOST_AFTER = 2
MAKES = word_set("add implement create introduce support provide write build integrate offer")
NO_PART = word_set("a an the new our another simple basic small first second third own support for")
ALSO_CALLED: Mapping[str, frozenset[str]] = {
    "command": frozenset(("cmd", "cmds", "subcommands", "commands")),
    "subcommand": frozenset(("cmd", "cmds", "commands", "subcommands")),
    "endpoint": frozenset(("endpoints", "routes", "routers", "controllers", "handlers", "views")),
    "route": frozenset(("routes", "routers", "endpoints")),
    "page": frozenset(("pages", "screens")),
    "middleware": frozenset(("middleware", "middlewares")),
    "rule": frozenset(("rules",)),
    "check": frozenset(("checks", "checkers", "rules")),
    "lint": frozenset(("rules", "lints")),
}
WORD = re.compile(r"`([A-Za-z_][\w.-]*)`|([A-Za-z][\w-]*)")


@dataclass(frozen=True, slots=True)
class Member:
    """A new member of a family: its `name`, its `path`, and `beside` an existing member to look at."""

    name: str
    path: str
    beside: str

    @property
    def directory(self) -> str:
        return directory_of(self.path)


def new_member(request: str, modules: Mapping[str, Sequence[str]], scores: Mapping[str, float]) -> Member | None:
    """The module that `add a prune command` makes where `commands/` has a module for each command.

    `modules` are source files by directory; of several directories the one that holds most of the `scores` counts.
    None where the request adds nothing of such a kind, or it is there already.
    """
    kind, words = kind_and_name(request)
    if kind is None or not words:
        return None
    families = [
        directory
        for directory, members in modules.items()
        if len(members) >= FEWEST_MEMBERS and _holds(directory.rpartition("/")[2].lower(), kind)
    ]
    weight = {each: sum(score for path, score in scores.items() if path.startswith(each + "/")) for each in families}
    best = max(families, key=lambda each: (weight[each], len(modules[each]), each), default=None)
    if best is None:
        return None
    members = modules[best]
    name = styled(words, kind, members)
    if conventions.exists(name, best, members):
        return None
    extension = Counter("." + path.rpartition(".")[2] for path in members).most_common(1)[0][0]
    return Member("_".join(words), f"{best}/{name}{extension}" if best else f"{name}{extension}", members[0])


def kind_and_name(request: str) -> tuple[str | None, tuple[str, ...]]:
    """`command` and `prune` of `add a prune command`; the name may follow: `a backend for redis`."""
    subject = bare(request.partition("\n")[0])
    if leading_verb(subject) not in MAKES:
        return None, ()
    found = [match[1] or match[2] for match in WORD.finditer(subject)][1:]
    border = next((at for at, word in enumerate(found) if word.lower() in BORDERS), len(found))
    head = [word for word in found[:border] if word.lower() not in NO_PART]
    if not head:
        return None, ()
    kind, named = head[-1].lower(), head[:-1]
    if not named:
        tail = found[border + 1 :]
        end = next((at for at, word in enumerate(tail) if word.lower() in BORDERS), len(tail))
        named = [word for word in tail[:end] if word.lower() not in NO_PART][:MOST_AFTER]
    words = [part.lower() for word in named[-MOST_WORDS:] for part in re.split(r"[-_.]", word) if part]
    return kind, tuple(words)


def _holds(directory: str, kind: str) -> bool:
    plain = kind.removesuffix("s") if kind not in ALSO_CALLED else kind
    return (
        stem(directory) == stem(kind)
        or directory in ALSO_CALLED.get(plain, frozenset())
        or directory in (f"{plain}s", plain.removesuffix("er"))
    )


def styled(words: Sequence[str], kind: str, members: Sequence[str]) -> str:
    """The module's name in the style of its siblings: `prune`, `prune-all`, `PruneCommand`, `cmd_prune`."""
    stems = [path.rpartition("/")[2].partition(".")[0] for path in members]
    head = _affix([name.partition("_")[0] + "_" for name in stems if "_" in name], len(stems))
    tail = _affix(["_" + name.rpartition("_")[2] for name in stems if "_" in name], len(stems))
    if sum(name[:1].isupper() for name in stems) * 2 > len(stems):
        end = kind.capitalize()
        ends = sum(name.endswith(end) for name in stems) >= AFFIX_SHARE * len(stems)
        return "".join(word.capitalize() for word in words) + (end if ends else "")
    dashes = sum("-" in name for name in stems) > sum("_" in name for name in stems)
    return head + ("-" if dashes else "_").join(words) + tail


def _affix(found: Iterable[str], total: int) -> str:
    best = Counter(found).most_common(1)
    return best[0][0] if best and best[0][1] >= max(FEWEST_MEMBERS, AFFIX_SHARE * total) else ""


def companions_of(member: Member, members: Sequence[str], others: Iterable[str]) -> tuple[str, ...]:
    """What a new member brings along as its siblings did: the paths of tests or pages named after each of them."""
    templates: Counter[str] = Counter()
    names = {path.rpartition("/")[2].partition(".")[0]: path for path in members}
    for path in sorted(others):
        directory, _, name = path.rpartition("/")
        plain, dot, extension = name.partition(".")
        for sibling in names:
            pattern = re.sub(rf"(?<![A-Za-z0-9]){re.escape(sibling)}(?![A-Za-z0-9])", "\0", plain)
            if "\0" in pattern and pattern.count("\0") == 1:
                templates[f"{directory}/{pattern}{dot}{extension}"] += 1
    new = member.path.rpartition("/")[2].partition(".")[0]
    best = templates.most_common(1)
    return (best[0][0].replace("\0", new).lstrip("/"),) if best and best[0][1] >= FEWEST_ALIKE else ()
