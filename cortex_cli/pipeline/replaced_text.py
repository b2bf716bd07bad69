"""Text of the user's that a plan file cannot keep: put aside before the file is written anew."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from cortex_cli.model.errors import UsageError
from cortex_cli.pipeline.context import Project
from cortex_cli.planning.plan_files.kept_lines import keeps


def keep_replaced(project: Project, file: Path, written: str) -> Path | None:
    """A copy of `file`, in Cortex's own directory, where `written` in its place would lose something of its text.

    None where nothing would be lost. Raises UsageError where the copy cannot be written: the file must then stay.
    """
    content = file.read_bytes()
    if keeps(content.decode("utf-8-sig"), written):
        return None
    place = project.directory / "replaced"
    try:
        place.mkdir(parents=True, exist_ok=True)
        return _copy(place, file, content)
    except OSError as error:
        mend = "make room there, or let yourself write there; the plan is as it was"
        raise UsageError(f"its text cannot be kept: {error.strerror}", where=str(place), mend=mend) from error


def _copy(place: Path, file: Path, content: bytes) -> Path:
    """A new file in `place` with a name like that of `file`, or one that has the same content; none is overwritten."""
    for number in count(1):
        copy = place / f"{file.stem}{f'-{number}' if number > 1 else ''}{file.suffix}"
        try:
            with copy.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            if copy.read_bytes() != content:
                continue
        return copy
    raise AssertionError("the numbers do not end")
