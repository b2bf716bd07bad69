"""Which kind of work one clause of a request asks for: its prefix, else its verb and what the verb works on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.request import work_words
from cortex_cli.analysis.request.work_words import BORDERS, FOREIGN, base_forms, word_set
from cortex_cli.model.task_type import TaskType

PREFIXED, SURE, LIKELY, LEANS, GUESS, UNKNOWN = 0.95, 0.85, 0.7, 0.5, 0.3, 0.2
"""Confidence in a prefix, a telling verb or object, a symptom, a verb with a tendency, lone words, nothing."""
FEWEST_FOREIGN = 2

WORD = re.compile(r"[^\W\d_][\w'’-]*|`[^`]*`|\"[^\"]*\"")
PREFIX = re.compile(r"^\s*(?:\[(\w+)\]|([A-Za-z]+)(?:\(([^)]{0,60})\))?!?:)\s*(?=\S)")
AREA = re.compile(
    r"^\s*(?!(?i:regression|bug|feature|error|problem)\b)(?:[a-z][\w.-]*(?:[/,][\w.*-]+)*|[A-Z][\w-]+): +(?=\S)"
)
POLITE = re.compile(
    r"^(?:(?:please|kindly|now|then|also|finally|next|additionally|furthermore|first|secondly|lastly|just|always|only|correctly|and|i(?:'d"
    r"|’d| "
    r"would) like (?:you )?to|i want (?:you )?to|i need (?:you )?to|(?:can|could|would) (?:you|we)(?: please)?|we "
    r"(?:should|need to|must|have to|want to)|you should|let'?s|let us|need to|todo:?)[, ]+)+",
    re.I,
)
MADE_FILE = re.compile(
    r"^\w+ (?:(?:an?|the|new|file) )*[`\"']?(?:[\w.-]+/)*(?:(?P<test>test_\w+\.py|[\w-]+[._](?:test|spec)\.\w+)"
    r"|[\w.-]+\.(?:md|rst|adoc|mdx)\b)",
    re.I,
)
NOT = re.compile(r"^(?:do not|don't|don’t|never|no longer|make sure|no more)\b", re.I)
PREFIX_KINDS: Mapping[str, TaskType] = {
    **dict.fromkeys(("feat", "feature", "features", "enh", "enhancement"), TaskType.FEATURE),
    **dict.fromkeys(("fix", "bug", "bugfix", "hotfix"), TaskType.BUG),
    **dict.fromkeys(("refactor", "refact", "refac", "style", "cleanup", "maint", "dep", "types"), TaskType.REFACTOR),
    **dict.fromkeys(("test", "tests", "tst"), TaskType.TEST),
    **dict.fromkeys(("docs", "doc"), TaskType.DOCS),
    **dict.fromkeys(("perf", "performance"), TaskType.PERFORMANCE),
    **dict.fromkeys(("security", "sec"), TaskType.SECURITY),
    **dict.fromkeys(("chore", "build", "ci", "release", "deps", "bld"), TaskType.CHORE),
    **dict.fromkeys(("revert",), TaskType.RESET),
}
SCOPE_KINDS: Mapping[str, TaskType] = {
    **dict.fromkeys(("docs", "doc", "readme", "changelog"), TaskType.DOCS),
    **dict.fromkeys(("deps", "deps-dev", "dependencies", "ci", "build", "release"), TaskType.CHORE),
    **dict.fromkeys(("security",), TaskType.SECURITY),
    **dict.fromkeys(("test", "tests"), TaskType.TEST),
}
_KIND_OF = {verb: kind for kind, verbs in work_words.KIND_OF_VERB.items() for verb in verbs.split()}
_LEANS_TO = {verb: kind for kind, verbs in work_words.LEANING.items() for verb in verbs.split()}
_OPEN = frozenset(work_words.OPEN_VERBS.split())
_NOUNS = {noun: kind for kind, nouns in work_words.NOUNS.items() for noun in nouns.split()}
_WRITES = word_set("write add improve update extend increase fix correct create remove delete change rework")
KEEPS_VERB = frozenset({TaskType.DOCS, TaskType.TEST, TaskType.RESET})
ADDING = word_set("add implement introduce support show display provide create")


@dataclass(frozen=True, slots=True)
class Verdict:
    """`confidence` is 0 to 1."""

    task_type: TaskType
    confidence: float


def judge_clause(clause: str) -> Verdict:
    """The kind of work of one clause; FEATURE with low confidence where nothing tells."""
    if prefix := _by_prefix(clause):
        return prefix
    text = bare(clause)
    if is_foreign(text):
        return Verdict(_by_words(text) or TaskType.FEATURE, UNKNOWN)
    area = AREA.match(clause.strip())
    if area and (kind := SCOPE_KINDS.get(re.split(r"[/,:]", area[0].strip())[0].lower())):
        return Verdict(kind, SURE)
    return _by_grammar(text)


def bare(clause: str) -> str:
    """A clause without the prefix, area and polite words that it begins with."""
    text = clause.strip()
    labelled = PREFIX.match(text) if _by_prefix(text) else AREA.match(text)
    return POLITE.sub("", text[labelled.end() :] if labelled else text, count=1)


def leading_verb(clause: str) -> str | None:
    """The base form of the verb that a clause begins with, an area and politeness aside: `add`."""
    first = WORD.match(bare(clause))
    return base_forms().get(first[0].lower()) if first else None


def is_foreign(text: str) -> bool:
    """Whether a text is written in another language than English, by its script and its little words."""
    letters = [char for char in text if char.isalpha()]
    if sum(not char.isascii() for char in letters) * 2 > len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    foreign = sum(word in FOREIGN for word in words)
    return foreign >= FEWEST_FOREIGN or (foreign > 0 and words[0] in FOREIGN)


def _by_prefix(clause: str) -> Verdict | None:
    found = PREFIX.match(clause)
    if found is None:
        return None
    name = (found[1] or found[2]).lower()
    kind = PREFIX_KINDS.get(name)
    scope = SCOPE_KINDS.get((found[3] or "").lower())
    if kind in (TaskType.BUG, TaskType.CHORE) and scope is not None:
        kind = scope
    return Verdict(kind, PREFIXED) if kind else None


def _by_grammar(text: str) -> Verdict:
    words = WORD.findall(text)
    verb = base_forms().get(words[0].lower()) if words else None
    if work_words.RESET.search(text) or (verb and _KIND_OF.get(verb) is TaskType.RESET):
        return Verdict(TaskType.RESET, SURE)
    named = _by_object(text, verb, words)
    if named is not None:
        return named
    if verb is None or _KIND_OF.get(verb) not in KEEPS_VERB:
        if work_words.SECURITY.search(text):
            return Verdict(TaskType.SECURITY, SURE)
        fast = work_words.PERFORMANCE.search(text) or work_words.SET_FOR_LIST.search(text)
        if fast and verb not in ADDING:
            return Verdict(TaskType.PERFORMANCE, SURE)
    if work_words.TIDY.search(text):
        return Verdict(TaskType.REFACTOR, SURE)
    return _by_verb(text, verb, words)


def _by_verb(text: str, verb: str | None, words: Sequence[str]) -> Verdict:
    if NOT.search(text):
        return Verdict(TaskType.BUG, LIKELY)
    if verb in _KIND_OF:
        return Verdict(_KIND_OF[verb], SURE * _coordinated(verb, words))
    if work_words.WISH.search(text):
        return Verdict(TaskType.FEATURE, LIKELY)
    symptom = work_words.BUG.search(text)
    if symptom and verb not in _OPEN and (verb is None or _LEANS_TO.get(verb) is not TaskType.FEATURE):
        return Verdict(TaskType.BUG, LIKELY)
    if verb in _LEANS_TO:
        return Verdict(_LEANS_TO[verb], LEANS)
    if verb is not None:
        return Verdict(TaskType.FEATURE, 0.4)
    kind = _by_words(text)
    return Verdict(kind, GUESS) if kind else Verdict(TaskType.FEATURE, UNKNOWN)


def _by_object(text: str, verb: str | None, words: Sequence[str]) -> Verdict | None:
    """What the thing worked on decides: tests, documents, dependencies, or a place such as the change log."""
    rest = words[1:] if verb else words
    border = next((at for at, word in enumerate(rest) if word.lower() in BORDERS), len(rest))
    thing = [word.lower() for word in rest[:border]]
    head = thing[-1] if thing else ""
    kind = _NOUNS.get(head)
    if kind is None and re.search(r"`?test_\w+`?$", head):
        kind = TaskType.TEST
    if kind is None and any(word in ("flaky", "typo", "typos") for word in thing):
        kind = TaskType.TEST if "flaky" in thing else TaskType.DOCS
    if kind is None and work_words.DOCS_THING.search(" ".join(thing)):
        kind = TaskType.DOCS
    if kind is None and (found := MADE_FILE.match(text)):
        kind = TaskType.TEST if found["test"] else TaskType.DOCS
    own = _KIND_OF.get(verb or "")
    if kind is not None and own is not TaskType.SECURITY and own is not kind:
        return Verdict(kind, SURE if verb else LIKELY)
    if own in (TaskType.TEST, TaskType.DOCS, TaskType.PERFORMANCE, TaskType.CHORE):
        return Verdict(own, SURE)
    among_code = work_words.CODE_FILE.search(text) is not None
    for pattern, placed in work_words.PLACES:
        counts = verb is not None and not among_code if placed is TaskType.DOCS else True
        if counts and pattern.search(text):
            return Verdict(placed, SURE)
    if re.search(r"\bwith (?:unit )?tests\b", text) and own is None and verb not in ADDING:
        return Verdict(TaskType.TEST, LIKELY)
    return None


def _coordinated(verb: str, words: Sequence[str]) -> float:
    """1, or less where verbs of other kinds are joined to the first: `fix and refactor the reader`."""
    if len(words) < 3 or words[1].lower() not in ("and", "or"):
        return 1.0
    other = _KIND_OF.get(base_forms().get(words[2].lower(), ""))
    return 0.6 if other and other is not _KIND_OF[verb] else 1.0


def _by_words(text: str) -> TaskType | None:
    """The kind that the first telling word hints at, wherever it stands."""
    for word in WORD.findall(text):
        plain = word.lower()
        verb = base_forms().get(plain, "")
        if kind := _KIND_OF.get(verb) or _NOUNS.get(plain):
            return kind
    return None
