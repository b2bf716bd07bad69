"""What must hold in a team beyond types, each rule by itself."""

from __future__ import annotations

import math

import pytest

from cortex_cli.config import team_rules
from cortex_cli.config.problems import Fault
from cortex_cli.config.team import SECTIONS
from cortex_cli.model.team import (
    AnyWorker,
    Gate,
    Limits,
    Link,
    PythonWorker,
    ReplayWorker,
    ReportsSettings,
    Resource,
    ShellWorker,
    WorkspaceSettings,
)

HERE = ("x", 0)


def of_worker(worker: AnyWorker) -> list[Fault]:
    return list(team_rules.worker_faults({HERE: worker}, ("x",)))


def of_gate(gate: Gate) -> list[Fault]:
    return list(team_rules.gate_faults({HERE: gate}, ("x",)))


def of_command(*command: str) -> list[Fault]:
    return of_worker(ShellWorker(id="a", command=command))


def test_every_section_has_rules() -> None:
    assert set(team_rules.SECTION_RULES) == set(SECTIONS)


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "{files}"),
        ("x", "{touch}", "{objective}", "{title}", "{prompt_file}"),
        ("x", "--for={objective}", "{}", "{A}", "{a b}", "${{", "{files},{nonsense}"),
        ("x", ""),
    ],
)
def test_commands_with_known_placeholders_or_none_are_fine(command: tuple[str, ...]) -> None:
    assert of_command(*command) == []


@pytest.mark.parametrize(
    ("command", "loc", "message"),
    [
        ((), ("x", 0, "command"), "is empty"),
        (("",), ("x", 0, "command"), "is empty"),
        ((" ", "a"), ("x", 0, "command"), "is empty"),
        (("a", "b\0c"), ("x", 0, "command", 1), "holds a NUL character"),
        (("a", "{file}"), ("x", 0, "command", 1), "{file} is not a placeholder"),
        (("a", "{prompt}"), ("x", 0, "command", 1), "{prompt} is not a placeholder"),
        (("{files}",), ("x", 0, "command", 0), "{files} cannot be the program"),
    ],
)
def test_commands_that_cannot_run_are_refused(
    command: tuple[str, ...], loc: tuple[str | int, ...], message: str
) -> None:
    (fault,) = of_command(*command)
    assert (fault.loc, fault.message) == (loc, message)


def test_a_misspelt_placeholder_is_mended() -> None:
    assert of_command("a", "{file}")[0].mend == "write {files}"


@pytest.mark.parametrize(
    ("worker", "key"),
    [
        (ShellWorker(id="a", command=("x",), max_concurrent=0), "max_concurrent"),
        (ShellWorker(id="a", command=("x",), timeout=0), "timeout"),
        (ShellWorker(id="a", command=("x",), timeout=-1), "timeout"),
        (ShellWorker(id="a", command=("x",), timeout=math.inf), "timeout"),
        (ShellWorker(id="a", command=("x",), timeout=math.nan), "timeout"),
        (ShellWorker(id="a", command=("x",), ok_exit=()), "ok_exit"),
        (ShellWorker(id="a", command=("x",), ok_exit=(256,)), "ok_exit"),
        (ShellWorker(id="a", command=("x",), env={"": "x"}), "env"),
        (ShellWorker(id="a", command=("x",), env={"A=B": "x"}), "env"),
        (ShellWorker(id="a", command=("x",), env={"1A": "x"}), "env"),
        (ShellWorker(id="a", command=("x",), env={"A": "x\0y"}), "env"),
        (PythonWorker(id="a", function="module"), "function"),
        (PythonWorker(id="a", function="module:"), "function"),
        (PythonWorker(id="a", function="a b:c"), "function"),
        (PythonWorker(id="a", function="m:f", search_path=("",)), "search_path"),
        (ReplayWorker(id="a", recording=""), "recording"),
        (ReplayWorker(id="a", recording="r", pace=-1), "pace"),
        (ReplayWorker(id="a", recording="r", pace=math.inf), "pace"),
    ],
)
def test_settings_of_workers_out_of_range_are_refused(worker: AnyWorker, key: str) -> None:
    (fault,) = of_worker(worker)
    assert fault.loc[:3] == (*HERE, key)


@pytest.mark.parametrize(
    "worker",
    [
        PythonWorker(id="a", function="package.module:Class.method"),
        PythonWorker(id="a", function="m:f", search_path=("tools", "/opt/tools", "../shared")),
        ReplayWorker(id="a", recording="../recordings"),
        ShellWorker(id="a", command=("/usr/bin/env",), env={"_A1": ""}, ok_exit=(0, 255), timeout=0.1),
    ],
)
def test_settings_of_workers_in_range_are_fine(worker: AnyWorker) -> None:
    assert of_worker(worker) == []


@pytest.mark.parametrize("name", ["", "1a", "a b", "a/b", "-a", "é", "a" * 41, "a\n"])
def test_ids_that_cannot_name_files_are_refused(name: str) -> None:
    (fault,) = team_rules.id_faults([{"id": name}], ("workers",))
    assert fault.loc == ("workers", 0, "id")


def test_ids_that_differ_in_case_only_are_duplicates() -> None:
    (fault,) = team_rules.id_faults([{"id": "a"}, {"id": "b"}, {"id": "A"}], ("gates",))
    assert fault.loc == ("gates", 2, "id")
    assert fault.message == "A is the id of gates[0] already"


def test_entries_without_a_readable_id_are_left_to_the_type_check() -> None:
    assert list(team_rules.id_faults([{}, "x", {"id": 1}, {"id": 1}], ("gates",))) == []


@pytest.mark.parametrize(
    ("gate", "key"),
    [
        (Gate(id="a", command=()), "command"),
        (Gate(id="a", command=("ruff", "{files}")), "command"),
        (Gate(id="a", command=("x",), timeout=0), "timeout"),
        (Gate(id="a", command=("x",), env={"A B": "x"}), "env"),
    ],
)
def test_settings_of_gates_out_of_range_are_refused(gate: Gate, key: str) -> None:
    (fault,) = of_gate(gate)
    assert fault.loc[:3] == (*HERE, key)


@pytest.mark.parametrize("name", ["contracts", "Contracts"])
def test_the_gate_of_contracts_is_taken(name: str) -> None:
    (fault,) = of_gate(Gate(id=name, command=("true",)))
    assert (fault.loc, fault.mend) == ((*HERE, "id"), "choose another id")


def test_a_gate_may_have_braces_of_its_own() -> None:
    assert of_gate(Gate(id="a", command=("find", ".", "-exec", "x", "{}", "{other}"))) == []


@pytest.mark.parametrize(
    "path", ["/etc", "~/x", "../x", "a/../../b", ".git", ".git/hooks", ".GIT/x", "./.git", "", " ", "a\0b"]
)
def test_paths_outside_the_work_tree_are_refused(path: str) -> None:
    (of_link,) = team_rules.workspace_faults(WorkspaceSettings(link=(Link(path=path),)), ("workspace",))
    assert of_link.loc == ("workspace", "link", 0, "path")
    (of_reports,) = team_rules.reports_faults(ReportsSettings(dir=path), ("reports",))
    assert of_reports.loc == ("reports", "dir")


@pytest.mark.parametrize("path", ["docs", "a/b", ".venv", ".github/x", "a..b", "x/", "."])
def test_paths_inside_it_are_fine(path: str) -> None:
    assert list(team_rules.inside_faults(path, ("reports", "dir"))) == []


def test_reports_need_no_directory() -> None:
    assert list(team_rules.reports_faults(ReportsSettings(dir=None), ("reports",))) == []


def test_setup_commands_are_judged_one_by_one() -> None:
    workspace = WorkspaceSettings(setup=(("npm", "ci"), (), ("x", "{title}")), setup_timeout=0)
    assert [fault.loc for fault in team_rules.workspace_faults(workspace, ("workspace",))] == [
        ("workspace", "setup_timeout"),
        ("workspace", "setup", 1),
        ("workspace", "setup", 2, 1),
    ]


def test_every_limit_is_at_least_one() -> None:
    limits = Limits(max_parallel=0, output_mb=-1, max_file_mb=0)
    assert [fault.loc[-1] for fault in team_rules.limits_faults(limits, ("limits",))] == [
        "max_parallel",
        "output_mb",
        "max_file_mb",
    ]


def test_resources_serve_at_least_one_and_name_real_patterns() -> None:
    resources = {
        ("resources", 0): Resource(id="database", capacity=0, paths=("migrations/**", "../x")),
        ("resources", 1): Resource(id="api"),
    }
    assert [fault.loc for fault in team_rules.resource_faults(resources, ("resources",))] == [
        ("resources", 0, "capacity"),
        ("resources", 0, "paths", 1),
    ]


@pytest.mark.parametrize("author", ["Ann <ann@example.org>", "Ann van Lee <a.b+c@x.y.org>", "é <e@x>"])
def test_co_authors_have_a_name_and_a_mail(author: str) -> None:
    assert list(team_rules.co_author_faults([author], ("co_authors",))) == []


@pytest.mark.parametrize(
    "author",
    ["Ann", "<ann@x>", "Ann ann@x", "Ann <ann>", "Ann<a@x>", "A\nB <a@x>", "Ann <a@x> ", "Ann <a b@x>"],
)
def test_other_co_authors_are_refused(author: str) -> None:
    (fault,) = team_rules.co_author_faults(["Ok <o@k>", author], ("co_authors",))
    assert fault.loc == ("co_authors", 1)
