"""Faces whose streams a test can read: a pipe, or a terminal of a given size."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO

from cortex_cli.cli.console import Face


class Screen(StringIO):
    """A text stream that says whether it is a terminal."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


class ScreenFace(Face):
    """A Face on two screens; `out_text` and `err_text` are what a user would see."""

    def __init__(
        self,
        *,
        terminal: bool = False,
        columns: int = 80,
        lines: int = 24,
        quiet: bool = False,
        **environ: str,
    ) -> None:
        self.out_screen, self.err_screen = Screen(terminal), Screen(terminal)
        settings: Mapping[str, str] = {
            "TERM": "xterm-256color",
            "COLUMNS": str(columns),
            "LINES": str(lines),
            **environ,
        }
        super().__init__(quiet=quiet, stdout=self.out_screen, stderr=self.err_screen, environ=settings)

    @property
    def out_text(self) -> str:
        return self.out_screen.getvalue()

    @property
    def err_text(self) -> str:
        return self.err_screen.getvalue()
