from __future__ import annotations

from dataclasses import replace

from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.planning.named_files import NamedFiles
from cortex_cli.planning.sharing.setting import Setting
from cortex_cli.planning.sharing.wanted_files import Wanted, wanted_files
from tests.unit.planning.builders import objective, team_of

TREE = ("Makefile", "cli/main.py", "docs/index.md", "src/a.py")


def wanted(*work: Objective, forbid: tuple[str, ...] = (), fold_case: bool = False) -> list[dict[str, tuple[str, ...]]]:
    setting = Setting(team_of(), None, forbid, fold_case, TREE)
    return [dict(each.writers) for each in wanted_files(work, setting.meetings(work), setting)]


def test_a_file_that_several_name_is_wanted_by_them_in_the_order_of_the_plan() -> None:
    work = (objective("B", "cli/main.py", "b"), objective("A", "cli/main.py"), objective("C", "c"))
    assert wanted(*work) == [{"cli/main.py": ("B", "A")}]


def test_who_may_write_it_by_a_wildcard_wants_it_as_well_unless_it_is_forbidden() -> None:
    named = objective("A", "cli/main.py")
    assert wanted(named, objective("B", "cli/*.py")) == [{"cli/main.py": ("A", "B")}]
    assert wanted(named, objective("B", "cli/*.py", forbid=("cli/main.py",))) == []
    assert wanted(named, objective("B", "cli/*.py"), forbid=("cli/",)) == []


def test_wildcards_and_directories_that_meet_have_no_file_to_give_up() -> None:
    assert wanted(objective("A", "src/**"), objective("B", "src/*.py")) == []
    assert wanted(objective("A", "docs"), objective("B", "docs/index.md")) == [{"docs/index.md": ("A", "B")}]
    assert wanted(objective("A", "docs/"), objective("B", "docs")) == []


def test_files_of_the_same_writers_are_settled_together_and_at_the_end_all_at_once() -> None:
    work = (
        objective("A", "cli/main.py", "docs/index.md", "Makefile"),
        objective("B", "cli/main.py", "docs/index.md", "Makefile"),
        objective("C", "Makefile"),
    )
    both = {"cli/main.py": ("A", "B"), "docs/index.md": ("A", "B")}
    of_all = {"Makefile": ("A", "B", "C")}
    assert wanted(*work) == [of_all, both, {**of_all, **both}]


def test_what_may_write_everywhere_and_what_fixes_interfaces_gives_nothing_up() -> None:
    named = objective("A", "cli/main.py")
    assert wanted(named, Objective("X", "Anything", 1, Scope())) == []
    assert wanted(named, replace(objective("I", "cli/main.py"), interfaces=True)) == []


def test_names_are_compared_without_case_where_the_repository_does() -> None:
    assert wanted(objective("A", "cli/main.py"), objective("B", "CLI/Main.py")) == []
    both = wanted(objective("A", "CLI/Main.py"), objective("B", "cli/main.py"), fold_case=True)
    assert both == [{"cli/main.py": ("A", "B")}]
    new = wanted(objective("A", "New.py"), objective("B", "new.py"), fold_case=True)
    assert new == [{"New.py": ("A", "B")}]


def test_everyone_is_told_once() -> None:
    assert Wanted({"a": ("A", "B"), "b": ("B", "C")}).everyone == ("A", "B", "C")


def test_a_plain_name_is_a_file_where_it_is_one_or_looks_like_one() -> None:
    files = NamedFiles(TREE)
    assert [files.path(each) for each in ("Makefile", "new.py", "app/\\[id\\].tsx")] == [
        "Makefile",
        "new.py",
        "app/[id].tsx",
    ]
    assert [files.path(each) for each in ("cli", "docs/", "src/*.py", "new", "cli/main.py/")] == [None] * 5
