"""The command `cortex`. Start-up is lazy: `--version`, `check FILES` and `scope` do without typer."""

from __future__ import annotations

import os
import sys

from cortex_cli import __version__


def main() -> None:
    """Run the command line in `sys.argv` and exit with its code."""
    arguments = sys.argv[1:]
    open_streams()
    if arguments in (["--version"], ["-V"]):
        sys.stdout.write(f"cortex {__version__}\n")
        return
    if sys.platform == "win32":
        sys.exit("cortex: Windows is not supported yet: use Linux, macOS or WSL")
    sys.exit(dispatch(arguments))


def open_streams() -> None:
    """Give a command that was started without some standard stream one that goes nowhere."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        nowhere = open(os.devnull, "r+", encoding="utf-8")  # noqa: SIM115 - it lives as long as the process
        sys.stdin, sys.stdout, sys.stderr = (stream or nowhere for stream in (sys.stdin, sys.stdout, sys.stderr))


def dispatch(arguments: list[str]) -> int:
    from cortex_cli.cli.boundary import guarded  # after --version, which pays for nothing

    if arguments[:1] == ["check"]:
        from cortex_cli.cli.quick_check import answer, parse

        question = parse(arguments[1:])
        if question is not None:
            return guarded(lambda: answer(question), arguments)
    if "scope" in arguments[:4]:  # `-q` and `-C DIR` may come before it
        from cortex_cli.cli.quick_scope import parse as parse_scope
        from cortex_cli.cli.scope_answers import answer as answer_scope

        asked = parse_scope(arguments)
        if asked is not None:
            return guarded(lambda: answer_scope(asked), arguments)
    from cortex_cli.cli.app import run

    return guarded(lambda: run(arguments), arguments)


if __name__ == "__main__":
    main()
