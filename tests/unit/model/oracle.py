"""A second opinion on the scope language, written from its description: recursion over text, no automaton.

It knows ASCII patterns whose classes hold no slash, and a small universe of paths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from random import Random

NAMES = ("a", "b", "c", "aa", "ab", "ba", "ca", ".a", "a.", "*")
UNIVERSE = tuple("/".join(names) for depth in (1, 2, 3) for names in product(NAMES, repeat=depth))
ATOMS = ("a", "a", "b", "b", "c", ".", "?", "*", "*", "[ab]", "[!a]", "\\*")


def is_plain(pattern: str) -> bool:
    return not any(char in "*?[" for char in unescaped(pattern, "x"))


def unescaped(pattern: str, stand_in: str = r"\1") -> str:
    """`pattern` without its backslashes, each escaped character as it is or replaced by `stand_in`."""
    return re.sub(r"\\(.)", stand_in, pattern)


@cache
def matches(pattern: str, path: str) -> bool:
    """Whether the scope language lets `pattern` match `path`."""
    if is_plain(pattern):
        name = unescaped(pattern)
        return path.startswith(name if name.endswith("/") else name + "/") or path == name
    return not pattern.endswith("/") and _segments(tuple(pattern.split("/")), tuple(path.split("/")))


def _segments(patterns: Sequence[str], names: Sequence[str]) -> bool:
    if not patterns:
        return not names
    if patterns == ("**",):
        return bool(names)
    if patterns[0] == "**":
        return any(_segments(patterns[1:], names[skipped:]) for skipped in range(len(names) + 1))
    return bool(names) and _name(patterns[0], names[0]) and _segments(patterns[1:], names[1:])


def _name(pattern: str, name: str) -> bool:
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(_name(pattern[1:], name[skipped:]) for skipped in range(len(name) + 1))
    if not name:
        return False
    if pattern[0] == "\\":
        return pattern[1] == name[0] and _name(pattern[2:], name[1:])
    if pattern[0] == "[":
        body, _, rest = pattern[1:].partition("]")
        return ((name[0] in body.lstrip("!")) != body.startswith("!")) and _name(rest, name[1:])
    return pattern[0] in ("?", name[0]) and _name(pattern[1:], name[1:])


def random_pattern(random: Random) -> str:
    """A valid pattern of up to three segments over the characters of the universe."""
    segments = [_random_segment(random) for _ in range(random.randint(1, 3))]
    return "/".join(segments) + ("/" if random.random() < 0.1 else "")


def _random_segment(random: Random) -> str:
    if random.random() < 0.2:
        return "**"
    text = "".join(_random_atoms(random))
    return text if text not in (".", "..") else "a"


def _random_atoms(random: Random) -> Iterator[str]:
    before = ""
    for _ in range(random.randint(1, 3)):
        atom = random.choice(ATOMS)
        if before != "*" or atom != "*":
            yield atom
        before = atom


@cache
def members(pattern: str) -> int:
    """The paths of the universe that `pattern` matches, one bit each."""
    return sum(1 << number for number, path in enumerate(UNIVERSE) if matches(pattern, path))


def writable(touch: Sequence[str], forbid: Sequence[str]) -> int:
    """The paths of the universe in `touch` and not in `forbid`, one bit each."""
    inside = outside = 0
    for pattern in touch:
        inside |= members(pattern)
    for pattern in forbid:
        outside |= members(pattern)
    return inside & ~outside


def paths_of(bits: int) -> list[str]:
    return [path for number, path in enumerate(UNIVERSE) if bits >> number & 1]


def can_write(path: str, touch: Sequence[str], forbid: Sequence[str]) -> bool:
    return any(matches(each, path) for each in touch) and not any(matches(each, path) for each in forbid)


def clash(touch: Sequence[str], forbid: Sequence[str], other: int) -> bool:
    """Whether a literal of `touch` may be made a file above one of the paths of `other`."""
    files = {unescaped(each) for each in touch if is_plain(each) and not each.endswith("/")}
    made = [path for path in files if can_write(path, touch, forbid)]
    return any(path.startswith(f"{file}/") for path in paths_of(other) for file in made)
