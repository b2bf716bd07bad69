from __future__ import annotations

import pytest

from cortex_cli.planning.plan_files.kept_lines import keeps

TEXT = """\
# Mine.
schema: cortex/plan/v1
request: x
digest: old
objectives:
  - id: a  # Ada
    wave: 1
    depends_on: [b]  # why
"""


@pytest.mark.parametrize(
    ("old", "new", "kept"),
    [
        ("wave: 1", "wave: 3", True),
        ("digest: old\n", "digest: new\n", True),
        ("request: x\n", "request: x\nschedule:\n  waves: 1\n", True),
        ("\n", "\n\n", True),
        ("# Mine.\n", "", False),
        ("  # why", "", False),
        ("[b]", "[]", False),
    ],
)
def test_only_waves_and_what_sealing_derives_may_change(old: str, new: str, kept: bool) -> None:
    assert keeps(TEXT, TEXT.replace(old, new)) is kept


def test_a_note_beside_a_derived_value_is_its_author_s() -> None:
    text = TEXT.replace("digest: old", "digest: old  # sealed by Bo")
    assert not keeps(text, TEXT)
