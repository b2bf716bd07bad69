from __future__ import annotations

import os
from dataclasses import replace

import pytest

from cortex_cli.journal.holder import Holder, describe, this_process


def test_a_living_holder_is_named_by_its_number() -> None:
    assert describe(this_process().text()) == f"the process {os.getpid()}"


@pytest.mark.parametrize(
    "earlier", [replace(this_process(), boot="an earlier boot"), replace(this_process(), started="1")]
)
def test_a_number_that_another_process_has_now_is_not_blamed(earlier: Holder) -> None:
    assert describe(earlier.text()) == f"a process left behind by {os.getpid()}, which has ended"


def test_a_number_that_no_process_has_is_said_to_have_ended() -> None:
    gone = replace(this_process(), pid=2**22 + 1)
    assert describe(gone.text()) == f"a process left behind by {2**22 + 1}, which has ended"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"pid": "x"}', '{"pid": 1}', "\ufffd\ufffd"])
def test_content_that_says_nothing_gives_a_vague_answer(text: str) -> None:
    assert describe(text) == "another process"
