"""Plan files as nobody should write them: one seed, one mutated file, always the same."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from typing import Any

import yaml

Tree = dict[str, Any]
Place = tuple[Any, Any]
"""A container and the key or index of one value in it."""

NUMBERS = (0, 1, -1, 2**31, 2**63, -(2**63) - 1, 10**400, 0.5, -0.0, 1e308, 5e-324, float("nan"), float("inf"))
WORDS = (
    "", " ", "O1", "O2", "o1", "null", "~", "yes", "012", "1:30", "2026-01-01", "..", "a" * 5_000, "x\0y", "\ud800",
    "\udcff", "\ufeff", "\u2028", "\x1b[2J", "\u202e", "é", "e\u0301", "ß", "İ", "𝔘", "%s", "{0}", "${HOME}", "-" * 50,
)  # fmt: skip
PATTERNS = (
    "**", "*", "a/**", "**/x.py", "a/[!b]*", "[", "[]", "[!]", "[z-a]", "[[:alpha:]]", "a\\", "\\*", "a//b", "/a", "../a",
    "a/..", ".git", ".git/config", ".GIT/x", "a/", "*/", "**/", "**/**/**", "a**", "a/**b", "?" * 60, "*a" * 40,
    "**/*a*/**/*b*/**/*c*/**", "é", "e\u0301", "\u0130.py", "a b", "a,b", "a\nb", "\t", "x" * 5_000, "[" + "a-z" * 500 + "]",
)  # fmt: skip
LINES = (
    "---", "...", "%YAML 1.2", "%TAG ! !x", "&a", "*a", "<<: *a", "? [a, b]", "? ", ": ", "- - - -", "!!python/object:os.system x",
    "!!binary aGk=", "key: !!set {}", "\tkey: x", "# a comment", "key: |", "key: >-", "key: 'open", 'key: "open', "}", "]", "{", "[",
    "@x", "`x", "key: *gone", "key: &a [*a]", "\u0085", "objectives:", "schema: cortex/plan/v1", "digest: sha256:0",
)  # fmt: skip
BYTES = (
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\x1b",
    b"\r",
    b"\x80",
    b"\t",
    b"\x7f",
)


def mutated(plans: list[str], seed: int) -> bytes:
    """One of `plans`, YAML or JSON texts of plan files, with one to four things done to it."""
    chance = random.Random(seed)
    text = chance.choice(plans)
    if chance.random() < 0.7:
        tree = yaml.load(text, Loader=yaml.CSafeLoader)
        kinds = MEANING_MUTATIONS if chance.random() < 0.6 else SHAPE_MUTATIONS
        for _ in range(chance.choice((1, 1, 2, 4))):
            chance.choice(kinds)(tree, chance)
        return _written(tree, chance)
    raw = text.encode()
    for _ in range(chance.choice((1, 1, 2, 4))):
        raw = chance.choice(TEXT_MUTATIONS)(raw, chance)
    return raw


def _written(tree: Tree, chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        return json.dumps(tree, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    try:
        return yaml.dump(tree, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True).encode(
            "utf-8", "surrogatepass"
        )
    except (yaml.YAMLError, UnicodeError):
        return json.dumps(tree).encode()


def _places(value: Any) -> list[Place]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [place for key, item in list(items) for place in ((value, key), *_places(item))]


def _named(tree: Tree, *keys: str) -> list[Place]:
    return [(holder, key) for holder, key in _places(tree) if key in keys]


def _anything(chance: random.Random) -> Any:
    return chance.choice(
        (None, True, chance.choice(NUMBERS), chance.choice(WORDS), [], {}, [chance.choice(WORDS)], {"a": 1}, [[]])
    )


def _other_type(tree: Tree, chance: random.Random) -> None:
    holder, key = chance.choice(_places(tree))
    holder[key] = _anything(chance)


def _deleted(tree: Tree, chance: random.Random) -> None:
    holder, key = chance.choice(_places(tree))
    del holder[key]


def _renamed(tree: Tree, chance: random.Random) -> None:
    holder, key = chance.choice([place for place in _places(tree) if isinstance(place[0], dict)])
    holder[chance.choice((*WORDS, f"{key}s", str(key).upper()))] = holder.pop(key)


def _swapped(tree: Tree, chance: random.Random) -> None:
    (one, first), (other, second) = chance.sample(_places(tree), 2)
    one[first], other[second] = copy.deepcopy(other[second]), copy.deepcopy(one[first])


def _repeated(tree: Tree, chance: random.Random) -> None:
    lists = [holder[key] for holder, key in _places(tree) if isinstance(holder[key], list) and holder[key]]
    if lists:
        chosen = chance.choice(lists)
        chosen.extend(copy.deepcopy([chance.choice(chosen)] * chance.choice((1, 1, 30))))


def _nested(tree: Tree, chance: random.Random) -> None:
    holder, key = chance.choice(_places(tree))
    for _ in range(chance.choice((1, 3, 60))):
        holder[key] = chance.choice(([holder[key]], {"a": holder[key]}))


def _numbered(tree: Tree, chance: random.Random) -> None:
    numeric = ("wave", "timeout", "estimate", "number", "serial_seconds", "pairs", "by_names", "segment", "least_waves")
    found = _named(tree, *numeric)
    if found:
        holder, key = chance.choice(found)
        holder[key] = chance.choice(NUMBERS)


def _patterned(tree: Tree, chance: random.Random) -> None:
    found = [
        place
        for place in _named(tree, "touch", "forbid", "read", "global_forbid")
        if isinstance(place[0][place[1]], list)
    ]
    if found:
        holder, key = chance.choice(found)
        holder[key] = [*holder[key], *chance.choices(PATTERNS, k=chance.choice((1, 2, 8)))]


def _open(tree: Tree, chance: random.Random) -> None:
    found = [place for place in _named(tree, "touch") if isinstance(place[0], dict)]
    if found:
        holder, key = chance.choice(found)
        del holder[key]


def _linked(tree: Tree, chance: random.Random) -> None:
    found = [
        place
        for place in _named(tree, "depends_on", "contracts", "consumers", "resources")
        if isinstance(place[0][place[1]], list)
    ]
    if found:
        holder, key = chance.choice(found)
        holder[key] = [*holder[key], chance.choice(("O1", "O2", "O3", "O9", "", "\ud800", "C1"))]


def _resealed(tree: Tree, chance: random.Random) -> None:
    found = _named(
        tree, "digest", "id", "base_commit", "provider", "worker", "because", "bound", "action", "kind", "schema"
    )
    if found:
        holder, key = chance.choice(found)
        holder[key] = chance.choice(
            (*WORDS, "sha256:" + "0" * 64, "plan-0000000000", "cortex/plan/v2", "names", "empty")
        )


SHAPE_MUTATIONS: tuple[Callable[[Tree, random.Random], None], ...] = (
    _other_type, _deleted, _renamed, _swapped, _repeated, _nested,
)  # fmt: skip
MEANING_MUTATIONS: tuple[Callable[[Tree, random.Random], None], ...] = (
    _numbered, _patterned, _patterned, _open, _linked, _linked, _resealed, _repeated,
)  # fmt: skip


def _cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(len(raw) + 1)]


def _odd_byte(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice((*BYTES, chance.randbytes(4))) + raw[at:]


def _odd_line(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines) + 1)
    indent = " " * chance.choice((0, 2, 4, 7))
    lines.insert(at, (indent + chance.choice(LINES)).encode())
    return b"\n".join(lines)


def _odd_value(raw: bytes, chance: random.Random) -> bytes:
    """Something behind the colon of a line that no loader should take for granted."""
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    head, colon, _ = lines[at].partition(b":")
    value = chance.choice(
        (*LINES, *map(repr, NUMBERS), ".nan", ".inf", "010", "0x1F", "1_000", "on", "=", "!!float 1", "[" * 5_000)
    )
    lines[at] = head + colon + b" " + value.encode()
    return b"\n".join(lines)


def _line_again(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    lines.insert(chance.choice((at, chance.randrange(len(lines) + 1))), lines[at])
    return b"\n".join(lines)


def _line_gone(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def _line_moved(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = b" " * chance.choice((1, 2, 3)) + lines[at] if chance.random() < 0.5 else lines[at].lstrip()
    return b"\n".join(lines)


def _blown_up(raw: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(raw) + 1)
    return raw[:at] + chance.choice((b"[", b"{a: ", b"- ", b"x", b" ", b"\n", b"'", b"!")) * 20_000 + raw[at:]


TEXT_MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _odd_byte, _odd_byte, _odd_line, _odd_line, _odd_value, _odd_value, _line_again, _line_gone, _line_moved, _blown_up,
)  # fmt: skip
