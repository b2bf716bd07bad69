"""A second opinion on the scope language, written from its description: recursion over text, no automaton.

It knows ASCII patterns whose classes hold no slash, and a small universe of paths. Folded case is lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from random import Random

NAMES = ("a", "b", "c", "aa", "ab", "ba", "ca", ".a", "a.", "*", "A", "aB")
UNIVERSE = tuple("/".join(names) for depth in (1, 2, 3) for names in product(NAMES, repeat=depth))
CLASSES = ("[ab]", "[!a]", "[a-c]", "[!.b]", "[A-B]", "[]a]", "[!-b]")
ATOMS = ("a", "a", "a", "b", "b", "c", ".", "A", "?", "?", "*", "*", "*", *CLASSES, r"\*", r"\b", r"\[")
NEAR_GIT = (".gi?", ".[g]it", "?git", ".g*", "*.git", ".gi[!a]", "[.]*", "*t", r".gi\ta")

Sets = tuple[tuple[str, ...], tuple[str, ...]]
"""The touch and the forbid patterns of a scope."""


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


@cache
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
        end = pattern.index("]", 3 if pattern[1] == "!" else 2)
        body = pattern[1:end]
        return (_is_member(name[0], body.removeprefix("!")) != body.startswith("!")) and _name(
            pattern[end + 1 :], name[1:]
        )
    return pattern[0] in ("?", name[0]) and _name(pattern[1:], name[1:])


def _is_member(char: str, body: str) -> bool:
    if len(body) == 3 and body[1] == "-":
        return body[0] <= char <= body[2]
    return char in body


def random_pattern(random: Random) -> str:
    """A valid pattern of up to four segments over the characters of the universe."""
    segments = [_random_segment(random) for _ in range(random.choice((1, 2, 2, 3, 3, 4)))]
    return "/".join(segments) + ("/" if random.random() < 0.1 else "")


def _random_segment(random: Random) -> str:
    kind = random.random()
    if kind < 0.2:
        return "**"
    if kind < 0.23:
        return random.choice(NEAR_GIT)
    text = "".join(_random_atoms(random))
    return text if unescaped(text) not in (".", "..") else "a"


def _random_atoms(random: Random) -> Iterator[str]:
    before = ""
    for _ in range(random.randint(1, 3)):
        atom = random.choice(ATOMS)
        if before != "*" or atom != "*":
            yield atom
        before = atom


def random_sets(random: Random, pool: Sequence[str]) -> Sets:
    """The patterns of a scope from `pool`; what is forbidden is often close to what is touched."""
    touch = random.sample(pool, random.choice((1, 1, 2, 3)))
    forbid = random.sample(pool, random.choice((0, 0, 1, 2)))
    if random.random() < 0.3:
        near = random.choice(touch).rstrip("/")
        forbid.append(random.choice((near, f"{near}/**", f"**/{near}", f"{near}/a")))
    return tuple(touch), tuple(forbid)


@cache
def members(pattern: str, fold: bool = False) -> int:
    """The paths of the universe that `pattern` matches, one bit each."""
    if fold:
        return sum(1 << at for at, path in enumerate(UNIVERSE) if matches(pattern.lower(), path.lower()))
    return sum(1 << at for at, path in enumerate(UNIVERSE) if matches(pattern, path))


def writable(touch: Sequence[str], forbid: Sequence[str], fold: bool = False) -> int:
    """The paths of the universe in `touch` and not in `forbid`, one bit each."""
    inside = outside = 0
    for pattern in touch:
        inside |= members(pattern, fold)
    for pattern in forbid:
        outside |= members(pattern, fold)
    return inside & ~outside


def paths_of(bits: int) -> list[str]:
    return [path for number, path in enumerate(UNIVERSE) if bits >> number & 1]


def can_write(path: str, touch: Sequence[str], forbid: Sequence[str], fold: bool = False) -> bool:
    if fold:
        return can_write(path.lower(), [each.lower() for each in touch], [each.lower() for each in forbid])
    return any(matches(each, path) for each in touch) and not any(matches(each, path) for each in forbid)


def clash(touch: Sequence[str], forbid: Sequence[str], other: int, fold: bool = False) -> bool:
    """Whether a literal of `touch` may be made a file above one of the paths of `other`."""
    if fold:
        touch, forbid = [each.lower() for each in touch], [each.lower() for each in forbid]
    files = {unescaped(each) for each in touch if is_plain(each) and not each.endswith("/")}
    made = [path for path in files if can_write(path, touch, forbid)]
    below = [path.lower() if fold else path for path in paths_of(other)]
    return any(path.startswith(f"{file}/") for path in below for file in made)
