"""Every written form of the paths that a commit touched, taken out of its message."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

ISSUE = re.compile(
    r"(?:\b(?:gh|issues?|pr|pull request|bug|ticket)[ -]?)?[(\[]?#\d+[)\]]?|\(?\bgh-\d+\b\)?|https?://\S+",
    re.IGNORECASE,
)
CLOSES_NOTHING = re.compile(r"\b(closes?|fixe?[sd]|resolves?|refs?|see)\b[:\s]*(?=[\s.,;)]*$)", re.IGNORECASE)
TOKEN = re.compile(r"[^\s,;]+")
EDGES = "`'\"()[]{}<>,;:!?*"
CONVENTIONAL = re.compile(r"^(\w+)\(([^)]+)\)(!?):\s*(.*)$")
KIND = re.compile(r"^(fix|feat|refactor|perf|chore|bugfix|enhancement)!?:\s+", re.IGNORECASE)
PREFIX = re.compile(r"^([\w./,* -]{1,60}?):\s+(.*)$")
PLACE_IN_FILE = re.compile(r"[:#@]{1,2}\S*$")
NAMES_OF_FOLDERS = frozenset({"__init__", "index", "mod", "lib", "main"})


@dataclass(frozen=True, slots=True)
class Names:
    """In lower case: all `forms` of the paths, the `files`' names, and the single `places` a prefix may name."""

    forms: frozenset[str]
    files: frozenset[str]
    places: frozenset[str]


def without_touched(text: str, touched: list[str]) -> str:
    """`text` without issue numbers, links, and words that name one of the `touched` paths or a part of it."""
    names = names_of(touched)
    subject, *body = ISSUE.sub(" ", text).split("\n")
    lines = [_without_names(line, names) for line in (_without_prefix(subject, names), *body)]
    left = "\n".join(CLOSES_NOTHING.sub("", line).strip() for line in lines)
    return re.sub(r"\n{3,}", "\n\n", left).strip(" \n:-")


def names_of(touched: list[str]) -> Names:
    files = frozenset(PurePosixPath(path).name.lower() for path in touched)
    folders = {folder.lower() for path in touched for folder in path.split("/")[:-1]}
    forms = frozenset(form.lower() for path in touched for form in forms_of(path) if form)
    return Names(forms, files, frozenset(folders | {_without_extension(file) for file in files}))


def forms_of(path: str) -> set[str]:
    """The path and its ends, the same without extension, as dotted module, and its folders."""
    parts, bare = path.split("/"), _without_extension(path).split("/")
    module = bare[:-1] if bare[-1] in NAMES_OF_FOLDERS else bare
    folders = parts[:-1]
    forms = {"/".join(parts[start:]) for start in range(len(parts))}
    forms |= {"/".join(bare[start:]) for start in range(len(parts) - 1)}
    for start in range(len(module) - 1):
        forms |= {".".join(module[start:]), "/".join(module[start:])}
    for start in range(len(folders)):
        for end in range(start + 2, len(folders) + 1):
            forms |= {"/".join(folders[start:end]), ".".join(folders[start:end])}
    return forms | {"/".join(parts[:end]) + "/" for end in range(1, len(parts) - 1)}


def _without_prefix(subject: str, names: Names) -> str:
    """The subject without its conventional kind, and without a scope or prefix that names a touched place."""
    known = names.places | names.forms
    if match := CONVENTIONAL.match(subject):
        scope, rest = match.group(2), match.group(4)
        named = any(part.strip().lower() in known for part in re.split(r"[,/]", scope))
        subject = rest if named else f"{scope}: {rest}"
    subject = KIND.sub("", subject)
    if match := PREFIX.match(subject):
        parts = [part.strip().lower() for part in re.split(r"[,/ ]+", match.group(1)) if part.strip()]
        if parts and all(part in known or part in ("all", "*") for part in parts):
            return match.group(2)
    return subject


def _without_names(line: str, names: Names) -> str:
    left = TOKEN.sub(lambda match: "" if _names_one(match.group(0), names) else match.group(0), line)
    return re.sub(r"[ \t]{2,}", " ", left).strip()


def _names_one(token: str, names: Names) -> bool:
    whole = token.strip(EDGES).rstrip(".").lower()
    file = PLACE_IN_FILE.sub("", whole)
    for word in (whole, file, whole.lstrip("./"), file.lstrip("./")):
        if word in names.forms or word.rstrip("/") in names.forms:
            return True
        if "/" in word and any(word.endswith("/" + name) for name in names.files):
            return True
    return False


def _without_extension(path: str) -> str:
    """As os.path.splitext, for which a leading dot begins no extension."""
    return str(PurePosixPath(path).with_suffix("")) if PurePosixPath(path).suffix else path
