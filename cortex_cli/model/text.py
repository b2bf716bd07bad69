"""Text from outside made safe to show: what a repository, a request or a worker says is only data."""

from __future__ import annotations

import re
import unicodedata

UNSHOWN = frozenset({"Cc", "Cf", "Cn", "Co", "Zl", "Zp"})
ESCAPE_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours and cursor movement
    r"|(?:\x1b[]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS and their kin
    r"|\x1b[ -/]*[0-Z\\^-~]"
)


def clean(text: str) -> str:
    """`text` without terminal sequences, control, format, private and unassigned characters.

    Newlines and tabs stay. A lone surrogate, which stands for an undecodable byte of a file name, becomes
    its escape such as `\\udcff`, so that the result is always encodable.
    """
    if text.isascii() and text.isprintable():
        return text
    plain = ESCAPE_SEQUENCE.sub("", text)
    return plain.translate({ord(char): _shown(char) for char in set(plain)})


def _shown(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cs":
        return f"\\u{ord(char):04x}"
    return "" if category in UNSHOWN and char not in "\n\t" else char


def one_line(text: str) -> str:
    """`clean(text)` with every run of white space as one blank."""
    return " ".join(clean(text).split())


def shortened(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis: at most `limit` characters."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def duration(seconds: float) -> str:
    """Seconds for people: `9.0 s`, `12 s`, `3 min`, `3 min 05 s`, `2 h 07 min`; below ten always with tenths."""
    if seconds < 9.95:
        return f"{max(seconds, 0.0):.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return _two_units(whole, "min", "s")
    return _two_units(whole // 60, "h", "min")


def _two_units(small: int, big_unit: str, small_unit: str) -> str:
    big = f"{small // 60} {big_unit}"
    return f"{big} {small % 60:02d} {small_unit}" if small % 60 else big


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 file`, `2 files`, `3 entries`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
