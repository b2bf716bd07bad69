"""What a commit message becomes before a ranking sees it: no trailers, and in the plain variant no name of the answer."""

from __future__ import annotations

import pytest

from benchmarks.localization.messages import cleaned, informative, plain
from benchmarks.localization.touched_names import without_touched

TOUCHED = ["src/shop/cart/total.py", "src/shop/__init__.py"]


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Round totals\n\nSigned-off-by: Ada <ada@example.org>\nFixes #12\n", "Round totals"),
        ("Round totals (#7)\n\n* first try\n  more of it\n* second try\n", "Round totals (#7)"),
        ("Round totals\n\n* only one bullet\n", "Round totals\n\n* only one bullet"),
        ("Round totals [skip ci]\n\nThey were cut.\n---\n", "Round totals \n\nThey were cut."),
        ("Faster totals\n\nname 10 20 30\nBenchTotal 12 ns/op\nIt shows.", "Faster totals\n\nIt shows."),
        ("Round totals\r\n\r\n(cherry picked from commit abc)\r\nHalf up.", "Round totals\n\nHalf up."),
    ],
)
def test_what_no_person_would_ask_for_is_taken_out(message: str, expected: str) -> None:
    assert cleaned(message) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("round in src/shop/cart/total.py:12 only", "round in only"),
        ("round in `total.py` only", "round in only"),
        ("round in shop.cart.total only", "round in only"),
        ("round in cart/total only", "round in only"),
        ("round below src/shop/ only", "round below only"),
        ("round the total only", "round the total only"),
        ("fix(cart): round half up", "round half up"),
        ("fix(money): round half up", "money: round half up"),
        ("cart, total: round half up", "round half up"),
        ("money: round half up", "money: round half up"),
        ("feat: round half up (#12)", "round half up"),
        ("round half up, see https://example.org/12", "round half up,"),
    ],
)
def test_a_blind_request_does_not_name_the_touched_paths(text: str, expected: str) -> None:
    assert without_touched(text, TOUCHED) == expected


def test_a_package_is_named_by_its_folder() -> None:
    assert without_touched("load src.shop lazily", TOUCHED) == "load lazily"


def test_a_plain_request_has_nothing_written_like_code() -> None:
    text = "Total of `Cart.total()` rounds half_up and HalfDown prices with --round at checkout, says @ada"
    assert plain(text) == "Total of rounds and prices with at checkout, says"


def test_there_is_no_plain_request_where_too_few_words_are_left() -> None:
    assert plain("use `half_up` in HalfDown of money") is None


def test_words_that_any_commit_has_tell_nothing() -> None:
    assert informative("Fix the issue in parseHTTPHeader and add_test 123") == {"parse", "http", "header"}
