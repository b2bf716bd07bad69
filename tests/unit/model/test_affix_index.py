"""Which segments share a name, and how few are looked at to find them."""

from __future__ import annotations

from itertools import product
from random import Random

from cortex_cli.model.affix_index import AffixIndex
from cortex_cli.model.segment import Glob, Key, Wild, may_meet, meeting_steps
from cortex_cli.model.segment_reader import read_segment
from tests.unit.model.oracle import matches

ATOMS = ("a", "b", "?", "*", "[ab]", "[!a]")
TEXTS = tuple("".join(chars) for length in range(1, 7) for chars in product("abx", repeat=length))


def keys(*texts: str) -> list[Key]:
    read = [read_segment(text, False) for text in texts]
    return [key for key in read if not isinstance(key, Wild)]


def random_texts(random: Random, count: int) -> list[str]:
    made = ("".join(random.choice(ATOMS) for _ in range(random.randint(1, 4))) for _ in range(count))
    return [text for text in dict.fromkeys(made) if "**" not in text]


def test_two_segments_share_a_name_exactly_if_some_text_matches_both() -> None:
    texts = random_texts(Random(3), 70)
    names = {text: {name for name in TEXTS if matches(text, name)} for text in texts}
    for (text, one), (twin, other) in product(zip(texts, keys(*texts), strict=True), repeat=2):
        assert may_meet(one, other) == (not names[text].isdisjoint(names[twin])), (text, twin)


def test_an_index_finds_everything_that_shares_a_name() -> None:
    entries = keys(*random_texts(Random(4), 300))
    index = AffixIndex((entry, entry) for entry in entries)
    for key in keys(*random_texts(Random(5), 60)):
        found = {entry for _, entry in index.near(key)}
        assert {entry for entry in entries if may_meet(key, entry)} <= found


def test_an_index_looks_at_few_however_the_segments_begin() -> None:
    shapes = ("test_{}_*.py", "*_{}.py", "[a-z]{}_?.py", "?{}*", "{}[0-9]", "*[a-z]{}")
    for shape in shapes:
        entries = keys(*(shape.format(f"{number:04}") for number in range(1000)))
        index = AffixIndex((entry, None) for entry in entries)
        assert max(sum(1 for _ in index.near(entry)) for entry in entries) <= 16, shape


def test_what_a_comparison_costs_is_known_before_and_grows_with_both_texts() -> None:
    (starred, fixed, name) = keys("*" + "ab*" * 300, "?" * 600 + "[ab]", "ab" * 300)
    assert isinstance(starred, Glob)
    assert meeting_steps(starred, fixed) >= 10_000
    assert meeting_steps(starred, name) >= 10_000
    assert meeting_steps(starred, starred) < 100
