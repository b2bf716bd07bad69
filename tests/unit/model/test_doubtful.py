from __future__ import annotations

from cortex_cli.model.doubtful import misread_file


def test_a_name_that_would_be_read_as_a_pattern_is_pointed_out_with_the_way_to_write_it() -> None:
    assert misread_file("app/[id].ts", {"app/[id].ts"}) == (
        "app/[id].ts is a file, but as a pattern it means other paths",
        r"write app/\[id\].ts for that file",
    )


def test_patterns_and_plain_names_are_left_alone() -> None:
    assert misread_file("app/[id].ts", {"app/i.ts"}) is None
    assert misread_file("app/i.ts", {"app/i.ts"}) is None
