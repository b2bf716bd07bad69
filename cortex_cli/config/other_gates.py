"""The tests, linters and type checkers of Node, Go and Rust projects, and of a Makefile."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cortex_cli.config.detected import DetectedGate, Role
from cortex_cli.config.project import Project

NODE_LOCKS = {
    "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "yarn",
    "bun.lock": "bun",
    "bun.lockb": "bun",
    "package-lock.json": "npm",
}
NODE_SCRIPTS = {
    Role.TEST: ("test",),
    Role.LINT: ("lint",),
    Role.TYPES: ("typecheck", "type-check", "check-types", "types", "tsc"),
}
NO_TESTS = "no test specified"
MAKEFILES = ("GNUmakefile", "makefile", "Makefile")
MAKE_TARGETS = {"test": Role.TEST, "lint": Role.LINT, "typecheck": Role.TYPES, "check": Role.CHECK}
MAKE_RULE = re.compile(r"(?m)^([^\s:#=][^:#=\n]*)::?(?!:*=)")


def node_gates(project: Project) -> Iterator[DetectedGate]:
    """The scripts of `package.json`, run by the package manager whose lock file is there."""
    package = project.json("package.json")
    scripts = package.get("scripts")
    if not isinstance(scripts, dict):
        return
    lock = project.has(*NODE_LOCKS)
    manager = NODE_LOCKS[lock] if lock else "npm"
    for role, names in NODE_SCRIPTS.items():
        script = next((name for name in names if _is_script(scripts.get(name))), None)
        if script:
            yield DetectedGate(
                id=f"{manager}-{script}",
                role=role,
                command=(manager, "run", script),
                reason=f"package.json has the script {script}",
                obstacle=_node_obstacle(project, package, manager),
                env={"CI": "true"},
            )


def _is_script(line: object) -> bool:
    return isinstance(line, str) and bool(line.strip()) and NO_TESTS not in line


def _node_obstacle(project: Project, package: dict[str, Any], manager: str) -> str | None:
    needs = package.get("dependencies") or package.get("devDependencies")
    if needs and not (project.root / "node_modules").is_dir():
        return f"node_modules is not there yet: run {manager} install"
    return _missing(project, manager)


def go_gates(project: Project) -> Iterator[DetectedGate]:
    if project.has("go.mod", "go.work"):
        missing = _missing(project, "go")
        yield DetectedGate("go-test", Role.TEST, ("go", "test", "./..."), "there is go.mod", missing)
        yield DetectedGate("go-vet", Role.LINT, ("go", "vet", "./..."), "there is go.mod", missing)


def rust_gates(project: Project) -> Iterator[DetectedGate]:
    if project.has("Cargo.toml"):
        reason, missing = "there is Cargo.toml", _missing(project, "cargo")
        clippy = missing or _missing(project, "cargo-clippy")
        yield DetectedGate("cargo-test", Role.TEST, ("cargo", "test"), reason, missing)
        yield DetectedGate("cargo-clippy", Role.LINT, ("cargo", "clippy"), reason, clippy)


def make_gates(project: Project, others: Iterable[DetectedGate]) -> Iterator[DetectedGate]:
    """The targets of a Makefile; where other gates do the same already, they stay out of use."""
    name = project.has(*MAKEFILES)
    if name is None:
        return
    found = {target for rule in MAKE_RULE.findall(project.text(name)) for target in rule.split()}
    covered = {gate.role: gate.id for gate in others if gate.obstacle is None}
    for target, role in MAKE_TARGETS.items():
        if target in found:
            by = covered.get(role) or (next(iter(covered.values()), None) if role is Role.CHECK else None)
            obstacle = f"{by} may do the same already" if by else _missing(project, "make")
            reason = f"{name} has the target {target}"
            yield DetectedGate(f"make-{target}", role, ("make", target), reason, obstacle)


def _missing(project: Project, program: str) -> str | None:
    return None if project.on_path(program) else f"{program} was not found on PATH"
