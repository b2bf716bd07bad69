"""`cortex plan --cases DIR`: planning cases run, and a line for each."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from cortex_cli.cli.console import Face
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.layout import cell, sentence
from cortex_cli.cli.plan_actions.choice import Call
from cortex_cli.cli.session import session
from cortex_cli.model.encoding import document
from cortex_cli.model.planning_case import CaseFinding, CaseReport, CaseVerdict
from cortex_cli.model.text import counted
from cortex_cli.pipeline.cases import run_cases

INDENT = " " * 8


def act(call: Call, place: Path) -> ExitCode:
    """Run the cases in `place` and show how each went; not green when one does not hold."""
    with session(call.context, silent=True) as current:
        report = run_cases(current.settings.start / place)
    if call.as_json:
        current.document(document("planning-cases", report))
    else:
        print_cases(current.face, report)
    return ExitCode.NOT_GREEN if report.failed else ExitCode.DONE


def print_cases(face: Face, report: CaseReport) -> None:
    """One line per case, what was expected and what came below those that failed, and the count."""
    for verdict in report.cases:
        _print_verdict(face, verdict)
    total = counted(len(report.cases), "case")
    if report.failed:
        face.out.print(sentence(f"{total}: {report.held} held, {report.failed} failed", "red"))
    else:
        face.out.print(sentence(f"{total}: all held", "green"))


def _print_verdict(face: Face, verdict: CaseVerdict) -> None:
    word = Text("held    ", "green") if verdict.held else Text("failed  ", "bold red")
    line = word.append_text(cell(verdict.file, "bold")).append("  ").append_text(cell(verdict.name))
    face.out.print(line, soft_wrap=True)
    for finding in verdict.findings:
        _print_finding(face, finding)


def _print_finding(face: Face, finding: CaseFinding) -> None:
    place = f" ({finding.where})" if finding.where else ""
    for label, text in (
        (INDENT, finding.rule + place),
        (f"{INDENT}  expected: ", finding.expected),
        (f"{INDENT}  came:     ", finding.came),
    ):
        face.out.print(Text(label).append_text(cell(text)), soft_wrap=True)
