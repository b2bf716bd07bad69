"""`cortex analyze`"""

from __future__ import annotations

import typer

from cortex_cli.cli.options import AsJson, Output, OutputMode, Request
from cortex_cli.cli.session import read_request, session, shown
from cortex_cli.cli.tables import print_analysis
from cortex_cli.model.encoding import document
from cortex_cli.pipeline.analyze import analyze as analyze_request


def analyze(
    context: typer.Context, request: Request, as_json: AsJson = False, output: OutputMode = Output.TEXT
) -> None:
    """Show what a request needs of this repository: the files, the evidence, where work would meet.

    Example: cortex analyze "add JWT auth"
    """
    words = read_request(request, "analyze")
    with session(context, output) as current:
        project = current.project()
        analysed = analyze_request(project, words)
    if as_json:
        current.document(document("analysis", analysed.analysis))
    elif output is Output.TEXT:
        print_analysis(current.face, analysed.analysis)
        current.face.say(f"report: {shown(analysed.report, project.repository.root)}")
