from __future__ import annotations

import io
import subprocess
import sys

import pytest
from rich.text import Text

from cortex_cli.cli.console import Face
from tests.unit.cli.screens import ScreenFace


def test_data_goes_to_stdout_as_it_is() -> None:
    face = ScreenFace(columns=20)
    face.data('{"path": "' + "x" * 200 + '[bold]"}')
    assert face.out_text == '{"path": "' + "x" * 200 + '[bold]"}\n'
    assert face.err_text == ""


def test_talk_goes_to_stderr_cleaned() -> None:
    face = ScreenFace()
    face.say("report: \x1b[31mdocs/x.md [bold]")
    assert (face.out_text, face.err_text) == ("", "report: docs/x.md [bold]\n")


def test_quiet_silences_talk_but_neither_warnings_nor_data() -> None:
    face = ScreenFace(quiet=True)
    face.say("talk")
    face.warn("warning")
    face.data("data")
    assert (face.out_text, face.err_text) == ("data\n", "warning\n")


@pytest.mark.parametrize(
    ("face", "live"),
    [
        (ScreenFace(terminal=True), True),
        (ScreenFace(terminal=False), False),
        (ScreenFace(terminal=True, quiet=True), False),
        (ScreenFace(terminal=True, TERM="dumb"), False),
    ],
)
def test_only_a_capable_terminal_gets_a_live_view(face: Face, live: bool) -> None:
    assert face.live is live


@pytest.mark.parametrize(
    ("face", "styled"),
    [
        (ScreenFace(terminal=True), True),
        (ScreenFace(terminal=True, NO_COLOR="1"), False),
        (ScreenFace(terminal=True, NO_COLOR=""), True),
        (ScreenFace(terminal=True, TERM="dumb"), False),
        (ScreenFace(terminal=False), False),
        (ScreenFace(terminal=False, FORCE_COLOR="1"), True),
        (ScreenFace(terminal=False, FORCE_COLOR="1", NO_COLOR="1"), False),
    ],
)
def test_colour_follows_the_terminal_and_the_user(face: ScreenFace, styled: bool) -> None:
    face.out.print(Text("green", style="bold green"))
    assert ("\x1b[" in face.out_text) is styled


def test_a_pipe_has_a_fixed_width_unless_the_user_names_one() -> None:
    assert ScreenFace(COLUMNS="").out.width == 120
    assert ScreenFace(columns=66).out.width == 66


def test_talk_while_a_console_is_drawn_on_goes_through_it_unwrapped() -> None:
    face = ScreenFace(columns=20)
    face.err.print("drawn")
    face.say("a line that is longer than twenty columns [x]")
    assert face.err_text == "drawn\na line that is longer than twenty columns [x]\n"


def test_a_stream_that_cannot_encode_a_character_escapes_it() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    Face(stdout=stream, stderr=stream, environ={}).data("é")
    assert raw.getvalue() == b"\\xe9\n"


def test_a_face_that_only_talks_does_not_import_rich() -> None:
    code = (
        "import sys; from cortex_cli.cli.console import Face; from cortex_cli.cli.jsonl import JsonlView\n"
        "Face().say('x'); sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
