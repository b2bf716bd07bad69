"""A command as a worker: an argument list, never a shell line."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from cortex_cli.model.execution_request import ExecutionRequest, Outcome, Verdict
from cortex_cli.model.team import ShellWorker
from cortex_cli.process.environment import absolute_path
from cortex_cli.process.supervisor import Command, supervise
from cortex_cli.workers.base import OnLine, outcome_of

FILES, TOUCH = "{files}", "{touch}"
BATCH_BYTES = 96 * 1024


class Shell:
    def __init__(self, settings: ShellWorker) -> None:
        self.settings = settings

    def obstacle(self, environment: Mapping[str, str], root: Path) -> str | None:
        program = self.settings.command[0]
        if "/" in program:
            found = Path(program) if program.startswith("/") else root / program
            return None if found.exists() else f"its command {program} does not exist"
        path = absolute_path({**environment, **self.settings.env})
        return None if shutil.which(program, path=path) else f"its command {program!r} is not on PATH"

    async def work(self, request: ExecutionRequest, on_line: OnLine) -> Outcome:
        """Run the command, in as many batches as its file names need; the first failure ends it."""
        if FILES in self.settings.command and not request.files:
            reason = "no regular file exists in its touch scope, so {files} is empty; the command was not run"
            return Outcome(Verdict.FAILED, "", reason)
        answers = []
        deadline = asyncio.get_running_loop().time() + request.timeout
        for argv in command_lines(self.settings.command, request):
            left = max(deadline - asyncio.get_running_loop().time(), 0.0)
            outcome = outcome_of(await supervise(self.command(argv, request, left), on_line), self.settings.ok_exit)
            answers.append(outcome.answer)
            if outcome.verdict is not Verdict.FINISHED:
                return outcome
        return Outcome(Verdict.FINISHED, "\n".join(answers), None, 0)

    def command(self, argv: tuple[str, ...], request: ExecutionRequest, timeout: float) -> Command:
        return Command(
            argv=argv,
            cwd=request.workspace,
            environment=request.environment,
            mark=f"{request.run_id}/{request.objective.id}/{request.attempt}",
            log=request.log,
            timeout=timeout,
            output_limit=request.output_limit,
            stdin=request.prompt.encode("utf-8", "backslashreplace"),
        )


def command_lines(template: tuple[str, ...], request: ExecutionRequest) -> Iterator[tuple[str, ...]]:
    """The argument lists to run: one, or several where the file names do not fit one command line."""
    if FILES not in template:
        yield fill(template, request, ())
        return
    for batch in batches(tuple(map(as_argument, request.files))):
        yield fill(template, request, batch)


def batches(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """`names` in order, cut so that no batch is over 96 KiB."""
    batch: list[str] = []
    size = 0
    for name in names:
        length = len(name.encode("utf-8", "surrogateescape")) + 1
        if batch and size + length > BATCH_BYTES:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(name)
        size += length
    if batch:
        yield tuple(batch)


def fill(template: tuple[str, ...], request: ExecutionRequest, files: tuple[str, ...]) -> tuple[str, ...]:
    """`template` with its placeholders replaced; elements stay elements, whatever they contain."""
    touch = request.scope.touch if request.scope.touch is not None else ("**",)
    words = {
        TOUCH: " ".join(touch),
        "{objective}": request.objective.id,
        "{title}": request.objective.title,
        "{prompt_file}": str(request.prompt_file),
    }
    filled: list[str] = []
    for element in template:
        if element == FILES:
            filled.extend(files)
        elif element == TOUCH:
            filled.extend(map(as_argument, touch))
        else:
            filled.append(replace_words(element, words))
    return tuple(filled)


def replace_words(element: str, words: Mapping[str, str]) -> str:
    """Each placeholder replaced once, from the left, so that a title cannot smuggle in another placeholder."""
    parts: list[str] = []
    position = 0
    while position < len(element):
        name = next((word for word in words if element.startswith(word, position)), None)
        parts.append(words[name] if name else element[position])
        position += len(name) if name else 1
    return "".join(parts)


def as_argument(path: str) -> str:
    """A path that no command takes for an option."""
    return f"./{path}" if path.startswith("-") else path
