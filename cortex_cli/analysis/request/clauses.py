"""A request cut into the pieces of work it names: list items, sentences, and clauses that begin with a verb.

A piece begins only where a verb of work does and what stands before is complete, so that names such as `search
and replace`, lists of things and the conditions of one piece stay whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.request.clause_type import bare, leading_verb
from cortex_cli.analysis.request.work_words import BEGINS_WORK, base_forms, word_set

MOST_TEXT = 20_000
"""Characters of a request that are cut; what follows belongs to the last piece."""
NEAR = 300
"""Characters on either side of a joint that are looked at."""

ITEM = re.compile(r"^\s{0,8}(?:[-*+•]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+(?:\[[ xX]\]\s+)?(?=\S)")
INLINE_NUMBER = re.compile(r"(?:^|(?<=[\s:,;]))\(?(\d{1,2})[.)]\s+(?=\S)")
FENCE = re.compile(r"^\s*(?:```|~~~).*?(?:^\s*(?:```|~~~)|\Z)", re.M | re.S)
KEPT_WHOLE = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"|“[^”\n]*”|(?<!\w)'[^'\n]*'(?!\w)|\([^()\n]*\)|https?://\S+")
SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\betc\.)(?<!\bvs\.)\s+(?=\S)|\s*;\s*|\s+[—–]\s+")
JOINT = re.compile(
    r"(?:\s*,\s*|\s+)(?:and then|and also|and finally|then|also|finally|as well as|plus|and|&)\s+(?:(?:then|also"
    r"|finally|"
    r"please|to)\s+)*|\s*,\s+(?:(?:then|also|finally|please)\s+)*",
    re.I,
)
SPOKEN = re.compile(r"\b(?:then|also|finally|as well as|plus)\b", re.I)
LEADS_IN = re.compile(r"^(?:when|whenever|if|as|after|before|until|because|since|while|once|for each)\b", re.I)
DEPENDS = re.compile(
    r"\b(?:so that|so we|so it|that|which|who|when|whenever|if|unless|where|because|can|should|must|will|in order to"
    r"|(?:allow|let|enable|help|possible|able|want|wants|need|ways?|option|button|command|script|function|method|job) "
    r"(?:[\w ]{1,30} )?to)\b",
    re.I,
)
PAIRS = word_set(
    """search/replace find/replace drag/drop copy/paste cut/paste read/write reading/writing login/logout
    import/export export/import start/stop save/load load/save lock/unlock encode/decode push/pull
    get/set build/test undo/redo show/hide enable/disable add/remove adding/removing insert/delete
    create/update create/delete update/delete compare/swap sort/filter filter/sort map/reduce
    pause/resume check/fix split/merge lint/format format/lint install/update read/update write/delete"""
)
_BEGINS = frozenset(BEGINS_WORK.split())
_ALSO_NOUNS = word_set(
    """test document support change release log cache limit sort show port export import build review move
    mention bundle update merge split cover rework"""
)
_DETERMINERS = word_set("the a an all every each its their our this that these those any some more new it them")
_ASIDE = word_set("docs documentation readme changelog tests test tutorial guide version dependencies")
_FOLLOWS = word_set("callers usages references imports accordingly everything everywhere")


def cut(request: str) -> tuple[str, ...]:
    """The pieces of work that a request names, in its own words; one for a request that names one thing."""
    head, tail = request[:MOST_TEXT], request[MOST_TEXT:]
    whole = FENCE.sub(lambda found: "\n" * found[0].count("\n"), head)
    pieces: list[str] = []
    for block in _blocks(whole):
        for sentence in _sentences(block):
            _take(sentence, pieces)
    if tail and pieces:
        pieces[-1] += tail
    return tuple(_plain(piece) for piece in pieces) or (_plain(request),)


def _take(sentence: str, pieces: list[str]) -> None:
    """Add the clauses of a sentence; what does not begin work of its own belongs to the piece before."""
    first, *rest = _clauses(sentence)
    if pieces and not begins_work(first):
        pieces[-1] += f" {first}"
    else:
        pieces.append(first)
    pieces.extend(rest)


def begins_work(clause: str) -> bool:
    """Whether a clause begins with a verb of work that has something to work on."""
    verb = leading_verb(clause)
    words = bare(clause).split()
    return verb in _BEGINS and len(words) > 1 and words[1].strip(".,").lower() not in ("it", "them")


def _blocks(text: str) -> Iterator[str]:
    """List items whose own lines begin work, and the paragraphs between; what announces a list is left out."""
    items = [line for line in text.splitlines() if ITEM.match(line)]
    works = sum(begins_work(ITEM.sub("", line)) for line in items)
    if len(items) < 2 or works * 2 < len(items):
        yield from _numbered(text)
        return
    block: list[str] = []
    lines = text.splitlines()
    for at, line in enumerate(lines):
        if ITEM.match(line):
            if block and not _announces(block):
                yield " ".join(block)
            block = [ITEM.sub("", line)]
        elif not line.strip():
            following = next((each for each in lines[at:] if each.strip()), "")
            if block and not (ITEM.match(following) and _announces(block)):
                yield " ".join(block)
            block = []
        else:
            block.append(line.strip())
    if block:
        yield " ".join(block)


def _announces(block: list[str]) -> bool:
    return block[-1].rstrip().endswith(":")


def _numbered(text: str) -> Iterator[str]:
    """Paragraphs, cut at `1) … 2) …` where the numbers rise from one."""
    found = list(INLINE_NUMBER.finditer(text))
    if len(found) < 2 or [int(each[1]) for each in found] != list(range(1, len(found) + 1)):
        yield from (" ".join(each.split()) for each in re.split(r"\n\s*\n|\n(?=\s*[-*+] )", text) if each.strip())
        return
    ends = [*(each.start() for each in found[1:]), len(text)]
    for each, end in zip(found, ends, strict=True):
        yield " ".join(text[each.end() : end].split())


def _masked(text: str) -> str:
    """The text with everything that is kept whole made opaque, letter by letter."""
    return KEPT_WHOLE.sub(lambda found: "\0" * len(found[0]), text)


def _sentences(block: str) -> Iterator[str]:
    start = 0
    for found in SENTENCE_END.finditer(_masked(block)):
        if block[start : found.start()].strip():
            yield block[start : found.start()]
        start = found.end()
    if block[start:].strip() or start == 0:
        yield block[start:]


def _clauses(sentence: str) -> list[str]:
    masked = _masked(sentence)
    found, start = [], 0
    for joint in JOINT.finditer(masked):
        left, right = sentence[start : joint.start()], sentence[joint.end() : joint.end() + NEAR]
        if joint.start() > start and _parts(left, joint[0], right):
            found.append(left)
            start = joint.end()
    return [*found, sentence[start:]]


def _parts(left: str, joint: str, right: str) -> bool:
    """Whether the text after a joint is work of its own."""
    words = [word.strip(".,:!?").lower() for word in right.split()[:6]]
    verb = words[0] if words else ""
    if verb not in _BEGINS or len(words) < 2 or words[1] in ("and", "or", "") or not _FOLLOWS.isdisjoint(words[1:4]):
        return False
    before = left[-NEAR:].split()
    if len(before) < 2 or f"{before[-1].lower()}/{verb}" in PAIRS:
        return False
    spoken, aside = SPOKEN.search(joint) is not None, not _ASIDE.isdisjoint(words[1:4])
    definite = words[1] in _DETERMINERS or words[1].startswith(("`", '"'))
    if verb not in ("document", "test") and words[1] in ("it", "them", "its", "their"):
        return False
    if verb in _ALSO_NOUNS and not (definite or aside or spoken):
        return verb == "update" and not _is_bare_verb(before) and begins_work(left[:NEAR])
    if _is_bare_verb(before) and not (definite or aside):
        return False
    if LEADS_IN.match(left.strip()):
        return aside or spoken
    if DEPENDS.search(left[-NEAR:]):
        return aside or spoken or joint.strip().startswith((",", ";"))
    return begins_work(left[:NEAR]) or aside or spoken or definite


def _is_bare_verb(words: list[str]) -> bool:
    """Whether the last word may be a verb in a row of verbs: `rename` in `add rename and delete commands`."""
    last, before = words[-1].strip(".,").lower(), words[-2].lower()
    return base_forms().get(last) == last and before not in _DETERMINERS


def _plain(piece: str) -> str:
    return " ".join(piece.split()).strip().rstrip(".,;:")
