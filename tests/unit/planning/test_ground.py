from __future__ import annotations

import pytest

from cortex_cli.planning.ground import Ground
from cortex_cli.planning.names import shown, unescaped, writable

GROUND = Ground(("app/[id].tsx", "b.py", "gen/x.py", "caf\udce9"), ("gen/", "*.lock"))


@pytest.mark.parametrize(
    ("path", "refusal"),
    [
        ("b.py", None),
        ("app/[id].tsx", None),
        ("gen/x.py", "the team's global_forbid covers it"),
        ("poetry.lock", "the team's global_forbid covers it"),
        ("c.py", "it is not a regular file of the base commit"),
        ("caf\udce9", "no scope can say its name"),
        (".git/config", "no scope can say its name"),
    ],
)
def test_why_a_file_may_not_be_written(path: str, refusal: str | None) -> None:
    assert GROUND.refusal(path) == refusal


def test_forbidden_files_are_not_allowed_ground() -> None:
    assert GROUND.allowed == ("app/[id].tsx", "b.py", "caf\udce9")


@pytest.mark.parametrize(
    ("pattern", "takes"),
    [
        ("new/*.py", True),
        ("gen/*.py", False),
        ("**/*.py", True),
        ("b.py", False),
        ("app/\\[id\\].tsx", False),
        ("app", True),
    ],
)
def test_which_patterns_can_stand_for_new_files(pattern: str, takes: bool) -> None:
    assert GROUND.takes(pattern) is takes


def test_case_folds_where_the_repository_does() -> None:
    assert Ground(("GEN/x",), ("gen/",), fold_case=True).refusal("GEN/x") is not None
    assert Ground(("GEN/x",), ("gen/",)).refusal("GEN/x") is None


def test_names_that_a_plan_can_hold() -> None:
    assert writable("a b/\u00e9\n.py")
    assert not writable("\udcff")
    assert shown("caf\udce9 \u00e9") == "caf\\udce9 \u00e9"
    assert unescaped("app/\\[id\\]/a\\\\b") == "app/[id]/a\\b"
