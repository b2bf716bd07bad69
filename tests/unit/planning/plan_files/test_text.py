from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.encoding import json_text
from cortex_cli.model.plan import Plan
from cortex_cli.planning.plan_files.document import plan_document, plan_yaml
from cortex_cli.planning.plan_files.reader import load_plan
from cortex_cli.planning.plan_files.seal import seal
from cortex_cli.planning.plan_files.text import sealed_text
from tests.unit.planning.plan_files.test_reader import FULL

BY_HAND = """\
# What we do this week.
schema: cortex/plan/v1

# Ask Ada about the wording.
request: Spell colour as color   # American
objectives:
- id: cart
  title: In the cart
  wave: 1
  # The tests are not ours.
  scope: {touch: [shop/cart/], forbid: ["**/test_*"]}

# The stock is in another directory.
- id: stock
  title: |
    In the stock

    and nowhere else
  wave: 1
  scope: {touch: [shop/stock/]}
# That is all.
"""


def sealed(text: str) -> tuple[str, Plan]:
    plan = seal(load_plan(text, "plan.yaml").plan)
    return sealed_text(text, plan), plan


def test_sealing_adds_id_digest_and_certificate_and_leaves_the_rest_as_it_is_written() -> None:
    text, plan = sealed(BY_HAND)
    lines = text.splitlines()
    assert lines[:4] == [
        "# What we do this week.",
        "schema: cortex/plan/v1",
        f"id: {plan.id}",
        f'digest: "{plan.digest}"',
    ]
    rest = [line for line in BY_HAND.splitlines() if line not in lines]
    assert rest == []
    assert "certificate:" in lines
    assert lines[-1] == "# That is all."
    assert load_plan(text, "plan.yaml").plan == plan


def test_sealing_twice_changes_nothing_more() -> None:
    text, _ = sealed(BY_HAND)
    assert sealed(text)[0] == text


def test_a_change_and_another_seal_change_only_what_follows_from_it() -> None:
    text, plan = sealed(BY_HAND)
    edited = text.replace("touch: [shop/stock/]", "touch: [shop/stock/items.py]")
    again, new = sealed(edited)
    assert new.digest != plan.digest
    changed = [(old, now) for old, now in zip(edited.splitlines(), again.splitlines(), strict=True) if old != now]
    assert [old.split(":")[0].strip() for old, _ in changed] == ["id", "digest", "patterns"]


def test_what_is_derived_is_written_anew_under_the_comment_it_has() -> None:
    whole = plan_yaml(FULL).replace("waves:", "# my own note\nwaves:", 1)
    edited = whole.replace("    wave: 2\n", "    wave: 3\n", 1)
    text, plan = sealed(edited)
    assert [wave.number for wave in plan.waves] == [1, 3]
    assert "# my own note\nwaves:\n  - number: 1" in text
    assert load_plan(text, "plan.yaml").problems == ()
    assert load_plan(text, "plan.yaml").plan == plan


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\n# end"])
def test_the_end_of_the_file_may_be_anything(end: str) -> None:
    text = BY_HAND.rstrip() + end
    written, plan = sealed(text)
    assert load_plan(written, "plan.yaml").plan == plan


@pytest.mark.parametrize(
    "text",
    [
        BY_HAND.replace("\n", "\r\n"),
        "\ufeff" + BY_HAND,
        "---\n" + BY_HAND,
        BY_HAND.replace("schema: cortex/plan/v1\n", '"schema": "cortex/plan/v1"\n'),
        BY_HAND.replace("\nobjectives:", "\n'objectives':"),
        BY_HAND.replace("request: Spell colour as color   # American", 'request: "id: 1\n digest: 2"'),
        "\n".join(f"  {line}" for line in BY_HAND.splitlines()),
    ],
)
def test_every_way_to_write_yaml_gives_the_plan_back(text: str) -> None:
    written, plan = sealed(text)
    found = load_plan(written, "plan.yaml")
    assert (found.plan, found.problems) == (plan, ())


def test_json_stays_json() -> None:
    plan = replace(FULL, id=None, digest=None, certificate=None)
    text, new = sealed(json_text(plan_document(plan), indent=None))
    assert text == json_text(plan_document(new)) + "\n"


@pytest.mark.parametrize("text", [BY_HAND, BY_HAND.removesuffix("\n"), json_text(plan_document(FULL)), plan_yaml(FULL)])
def test_line_ends_stay_as_they_are(text: str) -> None:
    unix, plan = sealed(text)
    windows, same = sealed(text.replace("\n", "\r\n"))
    assert same == plan
    assert windows == unix.replace("\n", "\r\n")
    assert sealed(windows)[0] == windows


def test_each_line_of_a_mixed_file_keeps_its_own_end() -> None:
    mixed = BY_HAND.replace("# American\n", "# American\r\n")
    text, _ = sealed(mixed)
    assert text == sealed(BY_HAND)[0].replace("# American\n", "# American\r\n")
