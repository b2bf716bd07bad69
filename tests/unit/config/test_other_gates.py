"""The gates of Node, Go and Rust projects and of Makefiles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cortex_cli.config.detected import DetectedGate, Role
from cortex_cli.config.other_gates import go_gates, make_gates, node_gates, rust_gates
from tests.unit.config.machine import machine


def node(tmp_path: Path, package: object, *files: str, programs: tuple[str, ...] = ("npm",)) -> list[DetectedGate]:
    content = {"package.json": json.dumps(package), **dict.fromkeys(files, "")}
    return list(node_gates(machine(tmp_path, content, programs)))


def test_scripts_of_a_package_are_gates_without_a_watcher(tmp_path: Path) -> None:
    scripts = {"test": "vitest", "lint": "eslint .", "type-check": "tsc", "start": "node ."}
    found = node(tmp_path, {"scripts": scripts})
    assert [(gate.id, gate.role, gate.command) for gate in found] == [
        ("npm-test", Role.TEST, ("npm", "run", "test")),
        ("npm-lint", Role.LINT, ("npm", "run", "lint")),
        ("npm-type-check", Role.TYPES, ("npm", "run", "type-check")),
    ]
    assert all(gate.env == {"CI": "true"} for gate in found)


@pytest.mark.parametrize(
    ("lock", "manager"),
    [
        ("pnpm-lock.yaml", "pnpm"),
        ("yarn.lock", "yarn"),
        ("bun.lockb", "bun"),
        ("package-lock.json", "npm"),
    ],
)
def test_the_lock_file_tells_the_package_manager(tmp_path: Path, lock: str, manager: str) -> None:
    (gate,) = node(tmp_path, {"scripts": {"test": "jest"}}, lock, programs=(manager,))
    assert gate.command == (manager, "run", "test")
    assert gate.obstacle is None


@pytest.mark.parametrize(
    "package",
    [
        {},
        [],
        {"scripts": []},
        {"scripts": {"test": 1, "lint": " "}},
        {"scripts": {"test": 'echo "Error: no test specified" && exit 1'}},
    ],
)
def test_packages_without_scripts_of_use_have_no_gate(tmp_path: Path, package: object) -> None:
    assert node(tmp_path, package) == []


def test_dependencies_that_are_not_installed_are_an_obstacle(tmp_path: Path) -> None:
    package = {"scripts": {"test": "jest"}, "devDependencies": {"jest": "1"}}
    (gate,) = node(tmp_path, package)
    assert gate.obstacle == "node_modules is not there yet: run npm install"


def test_with_installed_dependencies_the_gate_can_run(tmp_path: Path) -> None:
    package = {"scripts": {"test": "jest"}, "devDependencies": {"jest": "1"}}
    (gate,) = node(tmp_path, package, "node_modules/.package-lock.json")
    assert gate.obstacle is None


def test_a_missing_package_manager_is_an_obstacle(tmp_path: Path) -> None:
    (gate,) = node(tmp_path, {"scripts": {"test": "jest"}}, programs=())
    assert gate.obstacle == "npm was not found on PATH"


def test_go_modules_are_tested_and_vetted(tmp_path: Path) -> None:
    found = list(go_gates(machine(tmp_path, {"go.mod": "module x\n"}, ["go"])))
    assert [gate.command for gate in found] == [("go", "test", "./..."), ("go", "vet", "./...")]
    assert [gate.obstacle for gate in found] == [None, None]


def test_rust_without_clippy_keeps_its_tests(tmp_path: Path) -> None:
    tests, clippy = rust_gates(machine(tmp_path, {"Cargo.toml": ""}, ["cargo"]))
    assert (tests.command, tests.obstacle) == (("cargo", "test"), None)
    assert (clippy.command, clippy.obstacle) == (("cargo", "clippy"), "cargo-clippy was not found on PATH")


def test_projects_of_other_languages_have_neither(tmp_path: Path) -> None:
    project = machine(tmp_path, {"main.c": ""}, ["go", "cargo"])
    assert [*go_gates(project), *rust_gates(project), *node_gates(project)] == []


MAKEFILE = """\
.PHONY: test lint
CHECK := x
check:= no
test lint: build
\tpytest
check :: all
build:
\ttest: not a rule
"""


def test_targets_of_a_makefile_are_gates(tmp_path: Path) -> None:
    found = list(make_gates(machine(tmp_path, {"Makefile": MAKEFILE}, ["make"]), []))
    assert [(gate.command, gate.obstacle) for gate in found] == [
        (("make", "test"), None),
        (("make", "lint"), None),
        (("make", "check"), None),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "all:\n\ttrue\n",
        "test := 1\n",
        "test= 1\n",
        "test ::= 1\n",
        "\ttest:\n",
        "test-all:\n",
        "# test:\n",
    ],
)
def test_other_lines_of_a_makefile_are_not(tmp_path: Path, content: str) -> None:
    assert list(make_gates(machine(tmp_path, {"Makefile": content}, ["make"]), [])) == []


def test_what_another_gate_does_already_stays_out_of_use(tmp_path: Path) -> None:
    other = DetectedGate("tests", Role.TEST, ("pytest",), "reason")
    found = make_gates(machine(tmp_path, {"Makefile": MAKEFILE}, ["make"]), [other])
    assert {gate.id: gate.obstacle for gate in found} == {
        "make-test": "tests may do the same already",
        "make-lint": None,
        "make-check": "tests may do the same already",
    }


def test_a_gate_that_cannot_run_covers_nothing(tmp_path: Path) -> None:
    other = DetectedGate("tests", Role.TEST, ("pytest",), "reason", "pytest was not found")
    found = list(make_gates(machine(tmp_path, {"GNUmakefile": "test:\n"}, ["make"]), [other]))
    assert [gate.obstacle for gate in found] == [None]
