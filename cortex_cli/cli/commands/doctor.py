"""`cortex doctor`"""

from __future__ import annotations

import typer

from cortex_cli.cli.diagnoses import print_diagnoses
from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import AsJson
from cortex_cli.cli.session import session
from cortex_cli.model.encoding import document
from cortex_cli.pipeline.doctor import Examination, Health, examine


def doctor(context: typer.Context, as_json: AsJson = False) -> None:
    """Look at everything a run needs here, and say what mends what is missing; exit 1 when something is.

    Example: cortex doctor
    """
    with session(context, silent=True) as current:
        diagnoses = examine(current.settings)
    if as_json:
        current.document(document("doctor", Examination(diagnoses)))
    else:
        print_diagnoses(current.face, diagnoses)
    bad = any(diagnosis.health is Health.BAD for diagnosis in diagnoses)
    raise typer.Exit(ExitCode.NOT_GREEN if bad else ExitCode.DONE)
