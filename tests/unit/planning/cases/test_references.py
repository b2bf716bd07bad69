"""Cases refer to objectives in ways that survive another numbering, and never by chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.planning.cases.references import Cast, NoSuchObjective
from tests.unit.planning.builders import objective, plan_of

API = replace(objective("O1", "api/", forbid=("api/secret",)), title="api: add rate limiting")
DOCS = replace(objective("O2", "docs/*.md"), title="docs: document rate limiting")
ANYWHERE = replace(objective("O3", wave=2), scope=replace(API.scope, touch=None), title="the rest")
CAST = Cast(plan_of(API, DOCS, ANYWHERE, forbid=("docs/legal.md",)))


@pytest.mark.parametrize(
    ("reference", "found"),
    [("O2", "O2"), ("api/new.py", "O1"), ("docs/x.md", "O2"), ("document RATE", "O2"), ("the rest", "O3")],
)
def test_by_id_then_by_path_then_by_title(reference: str, found: str) -> None:
    assert CAST.find(reference).id == found


@pytest.mark.parametrize("reference", ["rate limiting", "api/secret", "docs/legal.md", "/no/path", "web/x.ts", "o1"])
def test_what_is_not_exactly_one_is_refused(reference: str) -> None:
    with pytest.raises(NoSuchObjective, match=r"could be O1 or O2|neither an id"):
        CAST.find(reference)


def test_writers_count_whoever_may_write_everything() -> None:
    assert [each.id for each in CAST.writers("api/x.py")] == ["O1", "O3"]
    assert [each.id for each in CAST.writers("docs/legal.md")] == []


def test_all_waves_in_a_line() -> None:
    many = replace(objective("O4", "a", "b", "c", wave=3))
    nothing = objective("O5", wave=3)
    assert (
        Cast(plan_of(API, ANYWHERE, many, nothing)).waves()
        == "[O1 api/] [O3 everything] [O4 a and 2 more | O5 nothing]"
    )
