from __future__ import annotations

from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.writers import Writers
from tests.unit.planning.builders import objective, team_of

WORK = [objective("A", "src/"), objective("B", "src/*.py", forbid=("src/a.py",)), objective("C", "docs/x.md")]


def test_those_who_touch_a_path_and_are_not_forbidden_it_may_write_it() -> None:
    writers = Writers(WORK, Setting(team_of()))
    assert writers.of("src/b.py") == {"A", "B"}
    assert writers.of("src/a.py") == {"A"}
    assert writers.of("other") == writers.of("../src/a.py") == frozenset()


def test_what_everybody_is_forbidden_has_no_writer() -> None:
    assert Writers(WORK, Setting(team_of(), global_forbid=("docs/",))).of("docs/x.md") == frozenset()


def test_case_is_folded_where_the_repository_does() -> None:
    assert Writers(WORK, Setting(team_of(), fold_case=True)).of("DOCS/X.md") == {"C"}
    assert Writers(WORK, Setting(team_of())).of("DOCS/X.md") == frozenset()
