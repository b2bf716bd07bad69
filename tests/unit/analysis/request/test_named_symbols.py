from __future__ import annotations

import pytest

from cortex_cli.analysis.request.named_symbols import Known, ambiguous_symbols, missing_symbols, symbols_worked_on

KNOWN = Known(
    paths=("app/html.py", "app/pdf.py", "app/csv.py", "app/login.py"),
    places={"render": ("app/csv.py", "app/html.py", "app/pdf.py"), "check_login": ("app/login.py",)},
    occur=lambda words: "token" in words,
)


@pytest.mark.parametrize(
    ("request_text", "names"),
    [
        ("Fix `parse`", ["parse"]),
        ("Fix the crash in parse_all", ["parse_all"]),
        ("Rename the function `a` to `b`", ["a"]),
        ("Speed up Session.login()", ["Session.login"]),
        ("`parse` fails on Mondays", ["parse"]),
        ("Add `parse`", []),
        ("Fix the KeyError in `monthly`", []),
        ("Fix `ValueError`", []),
        ("Fix the login", []),
        ("Fix `src/parse.py`", []),
        ("Fix `--json`", []),
    ],
)
def test_names_stand_where_the_request_works_on_them(request_text: str, names: list[str]) -> None:
    assert list(symbols_worked_on(request_text)) == names


def test_what_is_nowhere_is_asked_with_the_nearest_name() -> None:
    assert missing_symbols("Fix `chek_login`", KNOWN) == (
        "`chek_login` occurs nowhere in the repository: did you mean `check_login` in `app/login.py`?",
    )
    assert missing_symbols("Fix `zzzz`", KNOWN)[0].endswith("what is it called here?")


@pytest.mark.parametrize("name", ["check_login", "Session.check_login", "token", "login"])
def test_what_is_defined_or_occurs_or_is_a_module_is_not(name: str) -> None:
    assert missing_symbols(f"Fix `{name}`", KNOWN) == ()


def test_a_name_with_many_places_is_asked_and_they_are_listed() -> None:
    assert ambiguous_symbols("Fix `render`", KNOWN) == (
        "Which `render` is meant? It is defined in `app/csv.py`, `app/html.py`, `app/pdf.py`.",
    )
    many = Known((), {"run": tuple(f"m{number}.py" for number in range(9))}, lambda words: True)
    assert ambiguous_symbols("Fix `run`", many)[0].endswith("`m3.py` and 5 more files.")


@pytest.mark.parametrize(
    "request_text", ["Fix `render` of pdf reports", "Fix every `render`", "Fix `Html.render`", "Fix `check_login`"]
)
def test_a_name_that_is_told_apart_is_not(request_text: str) -> None:
    assert ambiguous_symbols(request_text, KNOWN) == ()
