"""What can be asked of plans: their difference, why an objective is as it is, the prompts; one thing at a time."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.conftest import MakeSandbox
from tests.kit.sandbox import Sandbox, objective, plan, script, team

pytestmark = pytest.mark.acceptance

TEAM = team(script("sh", "true", capabilities=["shop"]), script("other", "true"))
ONE = plan(
    objective("cart", "shop/cart.py", context=["shop/cart.py: is named"], reason="one file"),
    objective("stock", "shop/*.py", wave=2, scope={"forbid": ["shop/keys.py"]}),
    objective("guide", "docs/", wave=3, depends_on=["stock"]),
)
TWO = plan(
    objective("cart", "shop/cart.py", "shop/lines.py", context=["shop/cart.py: is named"], reason="one file"),
    objective("stock", "shop/*.py", wave=2, scope={"forbid": ["shop/keys.py"]}),
    objective("help", "help/", wave=3, depends_on=["stock"]),
)
FILES = {
    "team.yaml": TEAM,
    "one.yaml": ONE,
    "two.yaml": TWO,
    "shop/cart.py": "1\n",
    "shop/keys.py": "1\n",
    "docs/guide.md": "1\n",
}


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox(FILES)


# --diff


def test_the_difference_of_two_plans_is_shown_and_gives_exit_1(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--diff", "one.yaml", "two.yaml")
    assert done.code == 1
    shown = [" ".join(line.split()) for line in done.out.splitlines()]
    assert "1 objective added, 1 removed, 1 changed" in shown
    for line in ("+ help wave 3: work on help", "- guide wave 3: work on guide", "scope.touch + shop/lines.py"):
        assert line in shown


def test_plans_that_are_the_same_give_exit_0_whether_sealed_or_not(sandbox: Sandbox) -> None:
    sandbox.write("sealed.yaml", ONE)
    assert sandbox.cortex("plan", "--seal", "sealed.yaml").code == 0
    done = sandbox.cortex("plan", "--diff", "one.yaml", "sealed.yaml")
    assert (done.code, "no difference" in done.out) == (0, True)
    done = sandbox.cortex("plan", "--diff", "one.yaml", "sealed.yaml", "--json")
    assert (done.code, done.json["same"], done.json["objectives"]["changed"]) == (0, True, [])


def test_plans_are_named_by_file_or_id(sandbox: Sandbox) -> None:
    made = sandbox.cortex("plan", "Count what is in the cart", "--json").json
    assert sandbox.cortex("plan", "--diff", made["id"], f"docs/plans/PLAN_{made['id']}.yaml").code == 0
    assert sandbox.cortex("plan", "--diff", made["id"], "one.yaml").code == 1
    unknown = sandbox.cortex("plan", "--diff", "one.yaml", "three.yaml")
    assert (unknown.code, "'three.yaml'" in unknown.err) == (2, True)
    sandbox.write("broken.yaml", "schema: cortex/plan/v1\n")
    assert sandbox.cortex("plan", "--diff", "one.yaml", "broken.yaml").code == 2


def test_nothing_of_the_difference_is_wider_than_the_terminal(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    words = [f"a rather long constraint about {number} that goes on and on and on and on and on" for number in range(9)]
    sandbox.write("long.yaml", plan(objective("cart", "shop/cart.py", constraints=words), request="much " * 60))
    done = sandbox.cortex("plan", "--diff", "one.yaml", "long.yaml")
    assert max(map(len, done.out.splitlines())) <= 80
    assert "+ 6 more" in done.out


def test_text_of_a_plan_cannot_reach_the_terminal(sandbox: Sandbox) -> None:
    sandbox.write(
        "evil.yaml", plan(objective("cart", "shop/cart.py", reason="\x1b]0;title\x07[red]x", worker="\x1b[31mw"))
    )
    for arguments in (("--diff", "one.yaml", "evil.yaml"), ("--explain", "cart", "evil.yaml")):
        out = sandbox.cortex("plan", *arguments).out
        assert "\x1b" not in out
        assert "[red]x" in out


# --explain


def test_an_objective_is_explained(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--explain", "stock", "one.yaml")
    assert done.code == 0
    shown = [" ".join(line.split()) for line in done.out.splitlines()]
    for line in (
        "stock: work on stock",
        "shop/*.py 2 files",
        "- shop/keys.py (its forbid): 1 file, such as shop/keys.py",
        "- not in wave 1: it meets cart at shop/cart.py",
        "- wave 2 is the earliest it can have",
        "Waiting for it: 1 objective",
        "guide wave 3 work on guide",
    ):
        assert line in shown, done.out


def test_the_plan_may_be_named_before_or_after_by_file_or_id_or_not_at_all(sandbox: Sandbox) -> None:
    made = sandbox.cortex("plan", "Count what is in the cart", "--json").json
    name = made["objectives"][0]["id"]
    for words in (["--explain", name], [made["id"], "--explain", name], ["--explain", name, made["id"]]):
        assert sandbox.cortex("plan", *words, "--json").json["plan"] == made["id"]
    told = sandbox.cortex("plan", "one.yaml", "--explain", "cart", "--json").json
    assert told["schema"] == "cortex/plan-explanation/v1"
    assert told["scope"]["touch"][0]["evidence"] == ["is named"]


def test_an_unknown_objective_is_refused_with_the_nearest(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--explain", "carts", "one.yaml")
    assert done.code == 2
    assert "did you mean cart?" in done.err
    assert sandbox.cortex("plan", "--explain", "", "one.yaml").code == 2


def test_every_objective_of_a_real_plan_can_be_explained(sandbox: Sandbox) -> None:
    for each in sandbox.cortex("plan", "Count what is in the cart", "--json").json["objectives"]:
        done = sandbox.cortex("plan", "--explain", each["id"])
        assert (done.code, each["id"] in done.out) == (0, True)


# cortex execute --dry-run


def test_the_prompts_of_a_plan_are_rendered_and_nothing_is_executed(sandbox: Sandbox) -> None:
    before = sandbox.manifest()
    done = sandbox.cortex("execute", "--dry-run", "one.yaml")
    assert done.code == 0
    prompts = [Path(line) for line in done.out.splitlines()]
    assert [prompt.name for prompt in prompts] == ["cart.txt", "stock.txt", "guide.txt"]
    assert "shop/cart.py" in prompts[0].read_text()
    assert sandbox.manifest() == before
    assert sandbox.branches() == []
    assert sandbox.cortex("status", "--json").json == []
    assert sandbox.cortex("execute", "--dry-run", "one.yaml", "--json").json["schema"] == "cortex/plan/v1"


def test_a_plan_that_would_be_refused_is_refused_without_prompts(sandbox: Sandbox) -> None:
    sandbox.write("bad.yaml", plan(objective("a", "x"), objective("b", "x")))
    assert sandbox.cortex("execute", "--dry-run", "bad.yaml").code == 4
    assert not (sandbox.root / ".git/cortex/prompts").exists()


# One thing at a time


ACTIONS = (
    ("--check", "one.yaml"),
    ("--seal", "one.yaml"),
    ("--arrange", "one.yaml"),
    ("--edit",),
    ("--diff", "one.yaml", "two.yaml"),
    ("--refresh",),
    ("--explain", "cart"),
    ("--cases", "cases"),
)


@pytest.mark.parametrize(("first", "second"), [*itertools.combinations(ACTIONS, 2)], ids=lambda action: action[0])
def test_two_things_at_once_are_refused_by_name(
    sandbox: Sandbox, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    done = sandbox.cortex("plan", *first, *second)
    assert done.code == 2
    assert first[0] in done.err.splitlines()[0]
    assert second[0] in done.err.splitlines()[0]
    assert (sandbox.root / "one.yaml").read_text() == ONE


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action[0])
def test_options_of_a_request_mean_nothing_elsewhere_and_are_refused(sandbox: Sandbox, action: tuple[str, ...]) -> None:
    for extra in (("--solo",), ("--over", "*.py"), ("--worker", "sh")):
        done = sandbox.cortex("plan", *action, *extra)
        assert done.code == 2
        assert f"{action[0]} takes no {extra[0]}" in done.err


def test_a_request_beside_a_plan_file_is_refused(sandbox: Sandbox) -> None:
    done = sandbox.cortex("plan", "--check", "one.yaml", "Count the stock")
    assert done.code == 2
    assert "--check takes no request, but there is 'Count the stock'" in done.err
