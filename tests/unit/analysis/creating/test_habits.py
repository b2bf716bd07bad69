from __future__ import annotations

import pytest

from cortex_cli.analysis.creating.habits import companions_of, kind_and_name, new_member, styled

COMMANDS = {
    "cli": ["cli/app.py", "cli/face.py", "cli/table.py"],
    "cli/commands": ["cli/commands/export.py", "cli/commands/list.py", "cli/commands/run.py"],
}


@pytest.mark.parametrize(
    ("request_text", "kind", "name"),
    [
        ("Add a prune command", "command", ("prune",)),
        ("Add a new `prune-all` command to the tool", "command", ("prune", "all")),
        ("Implement a backend for redis", "backend", ("redis",)),
        ("Add a checker for mutable globals in classes", "checker", ("mutable", "globals")),
        ("feat(cli): add a prune command", "command", ("prune",)),
        ("Fix the prune command", None, ()),
        ("Add", None, ()),
    ],
)
def test_what_is_added_has_a_kind_and_a_name(request_text: str, kind: str | None, name: tuple[str, ...]) -> None:
    assert kind_and_name(request_text) == (kind, name)


def test_a_new_command_is_a_module_beside_the_others() -> None:
    member = new_member("Add a prune command", COMMANDS, {})
    assert member is not None
    assert (member.path, member.directory) == ("cli/commands/prune.py", "cli/commands")


@pytest.mark.parametrize(
    "request_text",
    ["Add an export command", "Add a prune option", "Add prune", "Rename the prune command", "Add commands"],
)
def test_nothing_new_of_the_kind_is_no_member(request_text: str) -> None:
    assert new_member(request_text, COMMANDS, {}) is None


def test_two_modules_are_no_family_yet() -> None:
    assert new_member("Add a prune command", {"cli/commands": ["cli/commands/a.py", "cli/commands/b.py"]}, {}) is None


def test_of_several_families_the_one_with_the_best_files_counts() -> None:
    web = {"web/commands": [f"web/commands/{name}.ts" for name in ("a", "b", "c", "d")]}
    assert new_member("Add a prune command", {**COMMANDS, **web}, {"cli/commands/run.py": 1.0}).path == (  # type: ignore[union-attr]
        "cli/commands/prune.py"
    )
    assert new_member("Add a prune command", {**COMMANDS, **web}, {}).path == "web/commands/prune.ts"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("members", "name"),
    [
        (["run.py", "list.py", "show.py"], "prune_all"),
        (["run-now.ts", "list-all.ts", "show.ts"], "prune-all"),
        (["cmd_run.py", "cmd_list.py", "cmd_show.py"], "cmd_prune_all"),
        (["run_command.py", "list_command.py", "show_command.py"], "prune_all_command"),
        (["RunCommand.java", "ListCommand.java", "ShowCommand.java"], "PruneAllCommand"),
        (["Run.kt", "List.kt", "Show.kt"], "PruneAll"),
    ],
)
def test_its_name_is_written_like_its_neighbours(members: list[str], name: str) -> None:
    assert styled(("prune", "all"), "command", members) == name


def test_it_brings_the_tests_that_its_neighbours_have() -> None:
    member = new_member("Add a prune command", COMMANDS, {})
    assert member is not None
    tests = ["tests/test_cmd_export.py", "tests/test_cmd_run.py", "tests/test_app.py", "tests/test_list_of_runs.py"]
    assert companions_of(member, COMMANDS["cli/commands"], tests) == ("tests/test_cmd_prune.py",)
    assert companions_of(member, COMMANDS["cli/commands"], ["docs/export.md"]) == ()
