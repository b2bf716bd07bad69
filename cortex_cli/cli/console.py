"""The two faces a command has: data on stdout, talk on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from functools import cached_property
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from cortex_cli.model.text import clean

if TYPE_CHECKING:
    from rich.console import Console

PIPED_WIDTH = 120


class Face:
    """Where a command writes. `out` and `err` are rich consoles, made when something first uses them.

    `quiet` silences talk that is not a warning; data always comes.
    """

    def __init__(
        self,
        *,
        quiet: bool = False,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.quiet = quiet
        self.stdout = stdout or sys.stdout
        self.stderr = stderr or sys.stderr
        self._environ = environ
        for stream in (self.stdout, self.stderr):
            if isinstance(stream, TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")

    @cached_property
    def out(self) -> Console:
        return _console(self.stdout, self._environ)

    @cached_property
    def err(self) -> Console:
        return _console(self.stderr, self._environ)

    @property
    def live(self) -> bool:
        """Whether a view may redraw itself: talk is wanted, on a terminal that can move its cursor."""
        return not self.quiet and _is_capable(self.stderr, self._environ)

    def data(self, text: str) -> None:
        """Write `text` to stdout as it is, with a line end: never wrapped, never styled."""
        self.stdout.write(text if text.endswith("\n") else text + "\n")
        self.stdout.flush()

    def say(self, text: str) -> None:
        """One or more lines of talk, cleaned; nothing when quiet."""
        if not self.quiet:
            self.warn(text)

    def warn(self, text: str) -> None:
        """Talk that even a quiet command must not swallow."""
        if "err" in vars(self):
            # A live view may be on screen, and only its own console can write above it.
            self.err.print(clean(text), soft_wrap=True)
        else:
            self.stderr.write(clean(text) + "\n")
            self.stderr.flush()


def _is_capable(stream: TextIO, environ: Mapping[str, str]) -> bool:
    return stream.isatty() and environ.get("TERM", "dumb") not in ("dumb", "unknown")


def _console(stream: TextIO, environ: Mapping[str, str]) -> Console:
    # rich takes longer to import than a whole `cortex check` of one file: only what draws pays for it.
    from rich.console import Console

    terminal = stream.isatty()
    plain = bool(environ.get("NO_COLOR")) or not (_is_capable(stream, environ) or environ.get("FORCE_COLOR"))
    width = environ.get("COLUMNS", "")
    return Console(
        file=stream,
        force_terminal=terminal,
        color_system=None if plain else "auto" if terminal else "standard",
        width=int(width) if width.isdigit() and int(width) else None if terminal else PIPED_WIDTH,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        soft_wrap=False,
        _environ=environ,
    )
