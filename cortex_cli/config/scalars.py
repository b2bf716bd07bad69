"""What an unquoted YAML value means here: what YAML 1.1 and 1.2 read alike, and nothing else.

PyYAML follows YAML 1.1, where `no` is false, `010` is 8 and `1:30` is 90. People mean text by these, or
another number, so they are refused until they are quoted.
"""

from __future__ import annotations

import math
import re

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
LARGEST = 2**63
LONGEST = 400
SURPRISES = (
    (re.compile(r"(?i:yes|no|on|off)"), "is true or false to some readers"),
    (re.compile(r"[-+]?0[0-9_]+(?:\.[0-9]*)?|[-+]?0o[0-7]+"), "is an octal number to some readers"),
    (re.compile(r"[-+]?0b[01_]+|[-+]?[0-9]+(?:_[0-9]*)+(?:\.[0-9]*)?"), "is a number to some readers"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?"), "is in base 60 to some readers"),
    (re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?"), "is a date to some readers"),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), "is not a number that can be used here"),
    (re.compile(r"<<"), "merges mappings for some readers"),
)  # fmt: skip


class SurprisingScalar(ValueError):
    """An unquoted value that YAML readers do not agree on; its text says how."""


def plain_value(text: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar; SurprisingScalar where it has to be quoted or is out of range."""
    if text in NULLS:
        return None
    if text in BOOLEANS:
        return BOOLEANS[text]
    if not (text[0].isdigit() or text[0] in "+-.<yYnNoO"):
        return text
    if len(text) <= LONGEST:
        if INTEGER.fullmatch(text) or HEXADECIMAL.fullmatch(text):
            return _bounded(int(text, 16 if text.startswith("0x") else 10))
        if FLOAT.fullmatch(text):
            return _finite(float(text))
    for pattern, reason in SURPRISES:
        if pattern.fullmatch(text):
            raise SurprisingScalar(reason)
    return text


def _bounded(number: int) -> int:
    if not -LARGEST <= number < LARGEST:
        raise SurprisingScalar("is a number of more than 64 bits")
    return number


def _finite(number: float) -> float:
    if not math.isfinite(number):
        raise SurprisingScalar("is too large for a number")
    return number
