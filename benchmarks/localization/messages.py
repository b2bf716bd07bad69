"""Requests made of commit messages: as a person would write them, and without anything written like code."""

from __future__ import annotations

import re

TRAILER = re.compile(
    r"^\s*(signed-off-by|co-authored-by|reviewed-by|acked-by|reported-by|tested-by|change-id|cc|git-svn-id|"
    r"closes?|fixe?[sd]?|resolves?|ref|refs|see|see also|related( to)?|updates?|pr|issue|discussion|thanks( to)?|---+)"
    r"\b[:\s]*(.*(#\d+|https?://|@|gh-\d+).*)?$",
    re.IGNORECASE,
)
MEASURED = re.compile(r"\b(ns/op|allocs/op|B/op|old ns|new ns)\b")
RULE = re.compile(r"^\s*(-{3,}|={3,}|\*{3,}|`{3,}.*)\s*$")
CHERRY_PICKED = re.compile(r"\(cherry picked from .*?\)", re.IGNORECASE)
SKIP_CI = re.compile(r"\[(ci|skip|ci skip|skip ci|skip[ -]\w+)\]", re.IGNORECASE)
BULLETS = ("* ", "- ")
CODE = re.compile(
    r"`[^`\n]*`"  # `quoted`
    r"|\b\w+\([^()\n]{0,40}\)"  # call()
    r"|\b_*[A-Za-z]\w*_\w+\b"  # snake_case
    r"|\b[a-z]+[A-Z]\w*\b"  # camelCase
    r"|\b[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+\b"  # PascalCase
    r"|\b\w+(?:\.\w+)+\b(?<![\d.])"  # dotted.name
    r"|(?<!\w)--?[a-z][\w-]+"  # --flag
    r"|(?<!\w)@\w+"
)
WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
NOT_TELLING = """
a about above after again all also an and any are as at be because been before being below between both but by can
cannot could did do does doing done down during each else etc even few for from further get gets got had has have
having he her here how i if in into is it its itself just like made make makes may me might more most must my need
needs needed new no nor not now of off old on once one only onto or other our out over own per please same she
should since so some still such than that the their them then there these they this those through thus to too two
under until up upon us use used uses using via very was way we were what when where which while who why will with
within without would yet you your etc eg ie vs it's don't doesn't isn't can't won't i'm fix fixes fixed fixing add
adds added adding remove removes removed removing change changes changed changing update updates updated improve
improves improved support supports supported allow allows allowed implement implements implemented make sure ensure
ensures handle handles handling avoid avoids prevent bug bugs issue issues feature features feat test tests testing
tested case cases code refactor refactored refactoring cleanup clean minor small better work works working instead
now correctly properly
"""
STOP = frozenset(NOT_TELLING.split())
FEWEST_WORDS_PLAIN = 4


def informative(text: str) -> set[str]:
    """The parts of words that say what a text is about, in lower case."""
    words = WORD.findall(text.replace("_", " "))
    parts = {part.lower() for word in words for part in PART.findall(word)}
    return {part for part in parts if len(part) >= 3 and part not in STOP and not part.isdigit()}


def cleaned(message: str) -> str:
    """Subject and body without trailers, tables and the bullet list of a squash merge."""
    lines = [CHERRY_PICKED.sub("", line).rstrip() for line in message.replace("\r", "").strip().split("\n")]
    subject, body = lines[0], lines[1:]
    if re.search(r"\(#\d+\)", subject) and sum(line.startswith(BULLETS) for line in body) >= 2:
        body = _without_bullets(body)
    kept = [line for line in body if not (TRAILER.match(line) or RULE.match(line) or _is_table_row(line))]
    text = SKIP_CI.sub("", subject.strip() + "\n" + "\n".join(kept))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def plain(blinded: str) -> str | None:
    """A blind text without anything written like code; None where too few words are left to say what is wanted."""
    text = CODE.sub(" ", blinded)
    text = re.sub(r"\n{2,}", "\n", re.sub(r"[ \t]{2,}", " ", text)).strip(" \n:-")
    return text if len(informative(text)) >= FEWEST_WORDS_PLAIN else None


def _without_bullets(body: list[str]) -> list[str]:
    """Bullets go with the indented and empty lines that follow them."""
    kept, dropping = [], False
    for line in body:
        follows = dropping and (line.startswith("  ") or not line.strip())
        dropping = line.startswith(BULLETS) or follows
        if not dropping:
            kept.append(line)
    return kept


def _is_table_row(line: str) -> bool:
    words = line.split()
    numbers = sum(any(character.isdigit() for character in word) for word in words)
    return (len(words) >= 4 and numbers >= 0.4 * len(words)) or bool(MEASURED.search(line))
