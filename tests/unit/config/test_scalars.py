"""Unquoted values: one meaning for every YAML reader, or a refusal."""

from __future__ import annotations

import pytest

from cortex_cli.config.scalars import SurprisingScalar, plain_value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("0", 0),
        ("-17", -17),
        ("+3", 3),
        ("0x1F", 31),
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1e3", 1000.0),
        ("1E-2", 0.01),
        ("9223372036854775807", 2**63 - 1),
    ],
)
def test_what_all_readers_agree_on_is_that_value(text: str, value: object) -> None:
    read = plain_value(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "ruff",
        "src/**/*.py",
        "-q",
        "--fix",
        "--exit-zero",
        ".venv",
        "1.2.3",
        "3.11-dev",
        "1h",
        "8080:80",
        "nothing",
        "only",
        "y",
        "NaN",
        "<none>",
        "2026-01",
        "run-20260102-030405-ab12",
        "deadbeef",
        "-",
        "+",
        ".",
        "..",
    ],
)
def test_other_words_are_text(text: str) -> None:
    assert plain_value(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("yes", "true or false"),
        ("No", "true or false"),
        ("on", "true or false"),
        ("OFF", "true or false"),
        ("010", "octal"),
        ("08", "octal"),
        ("0o17", "octal"),
        ("-007", "octal"),
        ("0b101", "number"),
        ("1_000", "number"),
        ("1:30", "base 60"),
        ("12:30:45", "base 60"),
        ("2026-01-02", "date"),
        ("2026-01-02T03:04:05Z", "date"),
        ("2026-01-02 03:04:05", "date"),
        (".inf", "not a number"),
        ("-.Inf", "not a number"),
        (".nan", "not a number"),
        ("<<", "merges"),
    ],
)
def test_what_readers_disagree_on_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(SurprisingScalar, match=reason):
        plain_value(text)


@pytest.mark.parametrize("text", ["9223372036854775808", "-9223372036854775809", "0xFFFFFFFFFFFFFFFFF", "1e999"])
def test_numbers_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(SurprisingScalar, match=r"64 bits|too large"):
        plain_value(text)


def test_a_number_of_a_million_digits_is_text_and_costs_nothing() -> None:
    digits = "9" * 1_000_000
    assert plain_value(digits) == digits
