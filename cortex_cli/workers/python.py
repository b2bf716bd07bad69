"""A Python function as a worker, called in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from cortex_cli.model.encoding import encode, json_text
from cortex_cli.model.execution_request import ExecutionRequest, Outcome
from cortex_cli.model.team import PythonWorker
from cortex_cli.process.supervisor import Command, supervise
from cortex_cli.workers.base import OnLine, outcome_of


class Python:
    """`team_directory` is where the team file is: its search path is relative to that."""

    def __init__(self, settings: PythonWorker, team_directory: Path) -> None:
        self.settings = settings
        self.search = tuple(str(team_directory / entry) for entry in settings.search_path)

    def obstacle(self, environment: Mapping[str, str], root: Path) -> str | None:
        missing = [entry for entry in self.search if not Path(entry).is_dir()]
        return f"its search_path {missing[0]} is not a directory" if missing else None

    async def work(self, request: ExecutionRequest, on_line: OnLine) -> Outcome:
        """Call the function with the request; what it prints and returns is its answer."""
        handed = request.scratch / "request.json"
        handed.write_text(json_text(encode(request)), encoding="utf-8")
        host = (sys.executable, "-P", "-m", "cortex_cli.workers.python_host")
        done = await supervise(
            Command(
                argv=(*host, self.settings.function, str(handed), *self.search),
                cwd=request.workspace,
                environment=request.environment,
                mark=f"{request.run_id}/{request.objective.id}/{request.attempt}",
                log=request.log,
                timeout=request.timeout,
                output_limit=request.output_limit,
            ),
            on_line,
        )
        return outcome_of(done)
