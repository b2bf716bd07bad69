"""The process in which a Python worker's function runs: `python -m cortex_cli.workers.python_host`.

Arguments: `module:function`, the file with the request as JSON, and directories for the import path.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from cortex_cli.model.execution_request import ExecutionRequest


def read_request(path: Path) -> ExecutionRequest:
    from pydantic import (
        TypeAdapter,
    )  # this process does nothing else with it, and starts only for Python workers

    return TypeAdapter(ExecutionRequest).validate_python(json.loads(path.read_text(encoding="utf-8")))


def main(arguments: list[str]) -> None:
    """Import the function, call it with the request, and print what it returns."""
    target, request_file, *search = arguments
    sys.path[:0] = search
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    answer = function(read_request(Path(request_file)))
    if answer is not None:
        sys.stdout.write(f"{answer}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
