"""`cortex schema`"""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.console import Face
from cortex_cli.model.encoding import json_text
from cortex_cli.pipeline.schema import SchemaKind, schema_of


def schema(
    kind: Annotated[
        SchemaKind,
        typer.Argument(metavar="KIND", help="The kind of document; events are lines of JSON."),
    ],
) -> None:
    """Print the JSON Schema of plan files, team files, analyses or events, for editors and other programs.

    Example: cortex schema plan
    """
    Face().data(json_text(schema_of(kind)))
