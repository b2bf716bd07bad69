"""The layers of docs/architecture.md, checked on every import of the package."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "cortex_cli"
HEAVY = ("pydantic", "git", "jinja2", "rich", "typer", "ast_grep_py", "pathspec", "psutil", "yaml")


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def modules_after(statement: str) -> set[str]:
    """The modules that are loaded once `statement` has run in a fresh interpreter."""
    code = f"import sys; sys.argv = ['cortex']; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_the_scope_question_of_a_hook_loads_nothing_heavy() -> None:
    loaded = modules_after("import cortex_cli.cli.quick_check, cortex_cli.cli.boundary")
    assert not loaded.intersection(HEAVY)


def test_the_version_loads_nothing_but_the_package() -> None:
    loaded = modules_after("import cortex_cli.__main__")
    assert not loaded.intersection({*HEAVY, "dataclasses", "json", "re", "sqlite3"})


def test_a_planning_command_does_not_load_what_only_execution_needs() -> None:
    loaded = modules_after("import cortex_cli.pipeline.plan")
    assert not loaded.intersection({"pydantic", "git", "jinja2", "rich", "typer", "ast_grep_py", "psutil"})


def test_no_command_line_passes_through_a_shell() -> None:
    """`shell=True`, os.system and their relatives stand nowhere in the package."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = ast.unparse(node.func)
                shell = any(word.arg == "shell" for word in node.keywords)
                if shell or name in ("os.system", "os.popen", "subprocess.getoutput", "eval", "exec"):
                    found.append(f"{path}:{node.lineno}")
    assert found == []


def test_git_is_called_from_one_module_alone() -> None:
    """Outside of it, only the demo's setup and the doctor's version question name the program.

    The observer's module runs `rm`, for trees that are too deep for Python.
    """
    allowed = {"vcs/command.py", "vcs/observer.py", "pipeline/demo.py", "pipeline/doctor.py"}
    callers = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if "cortex_cli.process.capture import" in path.read_text(encoding="utf-8")
    }
    assert callers == allowed


def test_only_the_command_line_prints_or_exits() -> None:
    below = [path for path in PACKAGE.rglob("*.py") if path.parts[len(PACKAGE.parts)] not in ("cli", "__main__.py")]
    host = PACKAGE / "workers" / "python_host.py"
    for path in below:
        if path == host or "demo_project" in path.parts:
            continue
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        names = {ast.unparse(call.func) for call in calls}
        assert not names & {"print", "sys.exit", "exit", "sys.stdout.write", "sys.stderr.write"}, path
