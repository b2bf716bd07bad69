"""The screen of `cortex doctor`."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.cli.console import Face
from cortex_cli.cli.grid import Column
from cortex_cli.cli.layout import cell, table
from cortex_cli.pipeline.doctor import Diagnosis, Health

STYLES = {Health.GOOD: "green", Health.NOTICE: "yellow", Health.BAD: "bold red"}


def print_diagnoses(face: Face, diagnoses: Sequence[Diagnosis]) -> None:
    """One row per diagnosis, and what mends it below where something does."""
    rows = []
    for diagnosis in diagnoses:
        detail = cell(diagnosis.detail)
        if diagnosis.mend:
            detail.append("\nmend: ").append(cell(diagnosis.mend, "cyan"))
        rows.append((cell(diagnosis.health, STYLES[diagnosis.health]), cell(diagnosis.subject, "bold"), detail))
    face.out.print(table([Column(tight=True), Column(tight=True), Column()], rows))
