"""Lists come back from blocks as they went in, and no term finds the list of another."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.index.blocks import ENOUGH, MOST_TERMS, find_in_block, pack_blocks, unpack_block

LISTS = st.dictionaries(
    st.text("abü名_1", min_size=1, max_size=4),
    st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=5),
    max_size=200,
)


@given(LISTS)
def test_every_term_is_found_in_the_last_block_that_does_not_begin_behind_it(lists: dict[str, list[int]]) -> None:
    blocks = list(pack_blocks((term, array("I", lists[term])) for term in sorted(lists)))
    assert [term for _, block in blocks for term, _ in unpack_block(block)] == sorted(lists)
    for term in [*lists, "b1", "zz"]:
        before = [block for first, block in blocks if first <= term]
        found = list(find_in_block(before[-1], term)) if before else []
        assert found == lists.get(term, [])


def test_blocks_stay_small() -> None:
    many = list(pack_blocks((f"t{number:04}", array("I", [1])) for number in range(1000)))
    assert max(len(list(unpack_block(block))) for _, block in many) == MOST_TERMS
    long = list(pack_blocks((f"t{number}", array("I", range(ENOUGH))) for number in range(5)))
    assert len(long) == 5
