"""Tables that a narrow terminal can show: names stay whole, columns share the room, no line ends in blanks."""

from __future__ import annotations

import random

import pytest
from rich.text import Text

from cortex_cli.cli.grid import Column, Grid, Indented, fitted, wrapped
from cortex_cli.cli.layout import bullets, cell, part, sentence, table
from tests.unit.cli.screens import ScreenFace

PATH = "packages/authentication/src/token_handling/refresh_tokens.py"
NAMES = set(PATH.split("/"))


def broken(text: str, width: int) -> list[str]:
    return [line.plain for line in wrapped(Text(text), width)]


def drawn(body: Grid | Indented, columns: int) -> list[str]:
    face = ScreenFace(columns=columns)
    face.out.print(body)
    return face.out_text.splitlines()


def test_a_path_breaks_after_a_slash_and_only_where_it_has_to() -> None:
    assert broken(PATH, 80) == [PATH]
    assert broken(PATH, 30) == ["packages/authentication/src/", "token_handling/", "refresh_tokens.py"]
    assert broken(f"see {PATH}", 64) == [f"see {PATH}"]
    assert broken(f"look into {PATH}", 64) == ["look into", PATH]


@pytest.mark.parametrize("width", range(len("refresh_tokens.py"), 80))
def test_no_name_of_a_path_is_ever_cut_where_it_fits(width: int) -> None:
    lines = broken(f"O1 and O2 could both write {PATH}, and more", width)
    assert all(len(line) <= width for line in lines)
    assert {name.strip(" ,") for line in lines for name in line.replace(" ", "/").split("/")} >= NAMES


def test_a_name_that_alone_is_wider_is_cut_and_nothing_of_it_is_lost() -> None:
    name = "a_name_that_goes_on_" * 4
    assert "".join(broken(f"src/{name}", 24)) == f"src/{name}"
    assert "".join(broken("漢字" * 20, 7)) == "漢字" * 20
    assert max(Text(line).cell_len for line in broken("漢字" * 20, 7)) <= 7


def test_any_text_comes_back_whole_in_lines_that_fit() -> None:
    chance = random.Random(5)
    for _ in range(400):
        text = "".join(chance.choice("ab/ 漢.") for _ in range(chance.randrange(60)))
        width = chance.randrange(2, 30)
        lines = broken(text, width)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(Text(line).cell_len <= width for line in lines)
        assert all(line == line.rstrip() for line in lines)


def test_the_widest_column_gives_way_first_and_names_stay_whole_while_they_can() -> None:
    assert fitted([4, 60, 40], [4, 10, 20], 104) == [4, 60, 40]
    assert fitted([4, 60, 40], [4, 10, 20], 80) == [4, 38, 38]
    assert fitted([4, 60, 40], [4, 10, 35], 54) == [4, 15, 35]
    assert fitted([4, 60, 40], [4, 30, 40], 50) == [4, 23, 23]
    assert fitted([4, 60], [4, 60], 1) == [1, 1]


def test_a_row_fits_the_screen_and_its_columns_stand_below_each_other() -> None:
    columns = [Column("n", right=True, tight=True), Column("title"), Column("may write")]
    rows = [("1", "Handle the tokens everywhere they are used", PATH), ("12", "Short", "src/")]
    lines = drawn(table(columns, rows), 60)
    assert all(len(line) <= 60 and line == line.rstrip() for line in lines)
    start = lines[0].index("may write")
    assert "".join(line[start:] for line in lines[1:-1]) == PATH
    assert lines[-1].index("src/") == start
    assert lines[1].startswith(" 1  ") and lines[-1].startswith("12  ")


def test_a_tight_column_is_cut_with_an_ellipsis_once_nothing_else_gives_way() -> None:
    (line,) = drawn(table([Column(tight=True), Column(tight=True)], [("running", "x" * 60)]), 30)
    assert line == f"running  {'x' * 20}…"


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
def test_no_line_ends_in_blanks(columns: int) -> None:
    face = ScreenFace(columns=columns)
    face.out.print(sentence(f"a sentence about {PATH}, which goes on for a while and then some more"))
    part(face.out, "Advice", cell("solo: one worker is faster than several for a work of this small size"))
    part(face.out, "Findings", bullets([f"{PATH}: no", "short"]))
    part(face.out, "Nothing", table([Column(), Column()], []))
    lines = face.out_text.split("\n")
    assert [line for line in lines if line != line.rstrip()] == []
    assert max(map(len, lines)) <= columns


def test_styles_stay_on_their_words_when_a_line_is_broken() -> None:
    one, other = wrapped(Text("plain ").append(cell("src/bold/", "bold")).append("longer"), 14)
    assert (one.plain, other.plain) == ("plain src/", "bold/longer")
    assert [(span.start, span.end, span.style) for span in other.spans] == [(0, 5, "bold")]
