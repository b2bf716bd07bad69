"""What can be asked of `cortex analyze`: a request, one file of it, a branch, what is staged."""

from __future__ import annotations

from dataclasses import dataclass

import typer

from cortex_cli.cli.analysis_screen import print_analysis
from cortex_cli.cli.change_screen import print_change
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.file_reason_screen import print_file_reason
from cortex_cli.cli.options import Output
from cortex_cli.cli.session import read_request, session, shown
from cortex_cli.model.change_analysis import ChangeAnalysis, Missing
from cortex_cli.model.encoding import document
from cortex_cli.model.errors import UsageError
from cortex_cli.pipeline.analyze import analyze as analyze_request
from cortex_cli.pipeline.change import since, staged
from cortex_cli.pipeline.file_reason import why

HELP = "cortex analyze --help"


@dataclass(frozen=True)
class Asked:
    """The command line of `cortex analyze`."""

    request: str | None
    why: str | None
    since: str | None
    staged: bool
    fail_on: frozenset[Missing]
    everything: bool
    as_json: bool
    output: Output
    history: bool = True

    @property
    def is_change(self) -> bool:
        return self.since is not None or self.staged


def act(context: typer.Context, asked: Asked) -> ExitCode:
    """Answer what was asked; UsageError where options do not go together."""
    check(asked)
    words = None if asked.request is None else read_request(asked.request, "analyze")
    if asked.why is not None:
        return _why(context, asked, asked.why, words)
    if asked.is_change:
        return _change(context, asked, words)
    if words is None:
        raise UsageError("there is no request", mend='cortex analyze "what you want done"')
    return _request(context, asked, words)


def check(asked: Asked) -> None:
    """UsageError for two questions at once, and for an option that nothing would heed."""
    given = {"--why": asked.why is not None, "--since": asked.since is not None, "--staged": asked.staged}
    names = [name for name, is_given in given.items() if is_given]
    if len(names) > 1:
        raise UsageError(f"{' and '.join(names)} are different things to do", mend="give one of them at a time")
    if asked.fail_on and not asked.is_change:
        raise UsageError("--fail-on belongs to --since or --staged", mend=HELP)
    if Missing.CANDIDATE in asked.fail_on and asked.request is None:
        raise UsageError(f"--fail-on {Missing.CANDIDATE} needs a request to judge by", mend=HELP)


def _request(context: typer.Context, asked: Asked, words: str) -> ExitCode:
    with session(context, asked.output) as current:
        project = current.project(history=asked.history)
        analysed = analyze_request(project, words)
    if asked.as_json:
        current.document(document("analysis", analysed.analysis))
    elif asked.output is Output.TEXT:
        print_analysis(current.face, analysed.analysis, everything=asked.everything)
        current.face.say(f"report: {shown(analysed.report, project.repository.root)}")
    return ExitCode.DONE


def _why(context: typer.Context, asked: Asked, path: str, words: str | None) -> ExitCode:
    with session(context, asked.output) as current:
        told = why(current.project(history=asked.history), path, words)
    if asked.as_json:
        current.document(document("file-reason", told))
    elif asked.output is Output.TEXT:
        print_file_reason(current.face, told)
    return ExitCode.DONE


def _change(context: typer.Context, asked: Asked, words: str | None) -> ExitCode:
    with session(context, asked.output) as current:
        project = current.project(history=asked.history)
        told = staged(project, words) if asked.since is None else since(project, asked.since, words)
    if asked.as_json:
        current.document(document("change-analysis", told))
    elif asked.output is Output.TEXT:
        print_change(current.face, told, everything=asked.everything)
    return verdict(told, asked.fail_on)


def verdict(told: ChangeAnalysis, fail_on: frozenset[Missing]) -> ExitCode:
    """NOT_GREEN where the change lacks one of those things."""
    return ExitCode.NOT_GREEN if any(each.kind in fail_on for each in told.missing) else ExitCode.DONE
