"""Plans that have become stale: refused, told, and brought to HEAD without losing what a person made of them."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from cortex_cli.model.plan import Plan
from cortex_cli.planning.plan_files.reader import read_plan_file
from tests.acceptance.test_plan_edit import sed
from tests.conftest import MakeSandbox
from tests.kit.repositories import commit_files
from tests.kit.sandbox import Sandbox, objective, plan, script, team

pytestmark = pytest.mark.acceptance

LINES = "".join(f"line {number}\n" for number in range(20))
TEAM = team(script("sh", "echo more >> $(echo $CORTEX_OBJECTIVE_ID).out"))
FILES = {"team.yaml": TEAM, "shop/cart.py": LINES, "shop/stock.py": "stock\n", "docs/guide.md": "guide\n", "x": "1\n"}

REQUEST = "Rename the attribute colour to color in cart, stock and ledger"
MODULES = ("cart", "stock", "ledger")
SHOP = {
    "team.yaml": TEAM,
    **{f"{name}/__init__.py": "" for name in MODULES},
    **{f"{name}/models.py": f"class {name.title()}:\n    colour = 'red'\n" for name in MODULES},
    **{f"{name}/views.py": f"def {name}_title(user):\n    return 'colour {name}'\n" for name in MODULES},
}
NEW_STOCK = {"stock/models.py": "class Stock:\n    colour = 'green'\n    size = 1\n"}


def head(sandbox: Sandbox) -> str:
    return sandbox.git("rev-parse", "HEAD")


def by_hand(sandbox: Sandbox, *objectives: dict[str, Any], **rest: Any) -> Path:
    """A plan for the commit that HEAD is at now."""
    return sandbox.write("plan.yaml", plan(*objectives, base_commit=head(sandbox), **rest))


def newest(sandbox: Sandbox) -> Plan:
    files = sorted((sandbox.root / "docs/plans").glob("*.yaml"), key=lambda path: path.stat().st_mtime_ns)
    return read_plan_file(files[-1]).plan


@pytest.fixture
def sandbox(make_sandbox: MakeSandbox) -> Sandbox:
    return make_sandbox(FILES)


# Stale plans are told and refused


def test_execute_says_which_paths_moved_in_whose_scope(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "shop/cart.py", scope={"read": ["docs/"]}), objective("B", "shop/stock.py"))
    commit_files(sandbox.root, {"shop/cart.py": "new\n"}, "one")
    commit_files(sandbox.root, {"docs/guide.md": "new\n", "x": "2\n"}, "two")
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 4
    assert "2 commits later" in done.err
    assert "changed in its scopes: docs/guide.md (A reads it), shop/cart.py (A writes it)" in done.err
    assert "mend:  cortex plan --refresh plan.yaml" in done.err
    assert sandbox.branches() == []


def test_execute_says_that_nothing_in_the_scopes_moved(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "shop/cart.py"))
    commit_files(sandbox.root, {"x": "2\n"}, "elsewhere")
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 4
    assert "1 commit later; nothing in its scopes has changed" in done.err


def test_execute_says_that_the_commit_is_on_another_branch(sandbox: Sandbox) -> None:
    first = head(sandbox)
    commit_files(sandbox.root, {"shop/cart.py": "one way\n"}, "one way")
    by_hand(sandbox, objective("A", "shop/"))
    sandbox.git("checkout", "-q", "-b", "other", first)
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 4
    assert "is no ancestor of HEAD" in done.err
    assert "shop/cart.py (A writes it)" in done.err


@pytest.mark.parametrize("base", ["main", "--help", "1234567", ""])
def test_execute_says_that_what_the_plan_names_is_no_commit_id(sandbox: Sandbox, base: str) -> None:
    sandbox.write("plan.yaml", plan(objective("A", "shop/"), base_commit=base))
    for arguments in (("execute",), ("plan", "--refresh")):
        done = sandbox.cortex(*arguments, "plan.yaml")
        assert done.code == 4
        assert f"base_commit of the plan is {base!r}, which is no full commit id" in done.err
        assert "as git rev-parse prints it" in done.err


def test_execute_says_that_the_commit_is_not_here(sandbox: Sandbox) -> None:
    sandbox.write("plan.yaml", plan(objective("A", "shop/"), base_commit="f" * 40))
    done = sandbox.cortex("execute", "plan.yaml")
    assert done.code == 4
    assert "which this clone does not have" in done.err
    assert "mend:  fetch the commit, or plan again: cortex plan 'touch everything'" in done.err
    assert sandbox.cortex("plan", "--refresh", "plan.yaml").code == 4


def test_a_planned_plan_is_named_by_its_id_and_a_path_with_blanks_is_quoted(sandbox: Sandbox) -> None:
    assert sandbox.cortex("plan", "Spell stock anew").code == 0
    sandbox.write("my plan.yaml", plan(objective("A", "x"), base_commit=head(sandbox)))
    commit_files(sandbox.root, {"y": "2\n"}, "elsewhere")
    assert f"mend:  cortex plan --refresh {newest(sandbox).id}" in sandbox.cortex("execute").err
    mend = sandbox.cortex("execute", "my plan.yaml", "--json").json["mend"]
    assert shlex.split(mend) == ["cortex", "plan", "--refresh", "my plan.yaml"]


def test_check_warns_of_a_stale_plan_and_finds_it_valid(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "shop/cart.py"))
    assert sandbox.cortex("plan", "--check", "plan.yaml", "--json").json["warnings"] == []
    commit_files(sandbox.root, {"shop/cart.py": "new\n"}, "one")
    done = sandbox.cortex("plan", "--check", "plan.yaml", "--json")
    assert (done.code, done.json["valid"]) == (0, True)
    (warning,) = [each for each in done.json["warnings"] if each["kind"] == "stale"]
    assert "shop/cart.py (A writes it)" in warning["message"]
    assert warning["mend"] == "cortex plan --refresh plan.yaml"


def test_sealing_and_editing_warn_of_a_stale_plan_as_well(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    by_hand(sandbox, objective("A", "shop/cart.py"))
    commit_files(sandbox.root, {"shop/cart.py": "new\n"}, "one")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", sed("s,work on A,other work,"))
    for arguments in (("--seal", "plan.yaml"), ("--edit", "plan.yaml")):
        done = sandbox.cortex("plan", *arguments, "--json")
        assert (done.code, [each["kind"] for each in done.json["warnings"]]) == (0, ["stale"])


# Nothing in a scope has moved


def test_a_plan_whose_scopes_did_not_move_only_gets_its_new_commit(sandbox: Sandbox) -> None:
    base = head(sandbox)
    text = f"""\
schema: cortex/plan/v1
request: More  # please
base_commit: {base}
objectives:
  - {{id: A, title: a, wave: 3, scope: {{touch: [shop/cart.py]}}}}
"""
    before = sandbox.write("plan.yaml", text)
    commit_files(sandbox.root, {"x": "2\n"}, "elsewhere")
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert done.code == 0
    assert "nothing in its scopes has changed" in done.err
    assert f"next:   cortex execute {newest(sandbox).id}" in done.err
    assert before.read_text() == text
    (file,) = (sandbox.root / "docs/plans").glob("*.yaml")
    assert "request: More  # please" in file.read_text()
    assert newest(sandbox).base_commit == head(sandbox)
    assert newest(sandbox).objective("A").wave == 3
    assert sandbox.cortex("execute", str(newest(sandbox).id), "--json").code == 1  # the worker leaves its scope
    assert sandbox.cortex("execute", "--dry-run").code == 0


def test_what_moved_there_and_back_has_not_moved(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "x"))
    commit_files(sandbox.root, {"x": "2\n"}, "there")
    commit_files(sandbox.root, {"x": "1\n"}, "and back")
    assert "2 commits later; nothing in its scopes has changed" in sandbox.cortex("plan", "--refresh", "plan.yaml").err


def test_a_plan_for_head_and_one_for_no_commit_have_nothing_to_refresh(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "x"))
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert (done.code, done.out) == (0, "")
    assert "the plan is for HEAD" in done.err
    sandbox.write("plan.yaml", plan(objective("A", "x")))
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert done.code == 2
    assert "it fits any" in done.err
    assert not (sandbox.root / "docs/plans").exists()


# A plan written by hand


def test_scopes_follow_renamed_files_and_lose_deleted_ones(sandbox: Sandbox) -> None:
    before = by_hand(
        sandbox,
        objective("A", "shop/cart.py", "new/*.py"),
        objective("B", "shop/stock.py", "x", wave=2, depends_on=["A"]),
        objective("C", "docs/guide.md", wave=3, depends_on=["B"]),
    ).read_text()
    sandbox.git("mv", "shop/cart.py", "shop/[basket].py")
    sandbox.git("rm", "-q", "shop/stock.py", "docs/guide.md")
    commit_files(sandbox.root, {}, "moved")
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert done.code == 0, done.err
    for line in (
        "A: shop/cart.py was renamed to shop/[basket].py",
        "B: shop/stock.py is gone, and left out of its scope",
        "C is left out: all that it could write is gone",
    ):
        assert line in done.out
    fresh = newest(sandbox)
    assert {each.id: each.scope.touch for each in fresh.objectives} == {
        "A": ("shop/\\[basket\\].py", "new/*.py"),
        "B": ("x",),
    }
    assert fresh.base_commit == head(sandbox)
    assert (sandbox.root / "plan.yaml").read_text() == before
    assert sandbox.cortex("plan", "--check", f"docs/plans/PLAN_{fresh.id}.yaml", "--json").json["warnings"] == []


def test_a_plan_of_which_nothing_is_left_is_not_written(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "shop/stock.py"))
    sandbox.git("rm", "-q", "shop/stock.py")
    commit_files(sandbox.root, {}, "gone")
    done = sandbox.cortex("plan", "--refresh", "plan.yaml")
    assert done.code == 1
    assert "the plan has no objectives" in done.out
    assert "nothing was written" in done.err
    assert not (sandbox.root / "docs/plans").exists()


def test_a_plan_that_does_not_hold_at_head_is_not_written(sandbox: Sandbox) -> None:
    by_hand(sandbox, objective("A", "shop/cart.py", worker="nobody"))
    commit_files(sandbox.root, {"shop/cart.py": "new\n"}, "one")
    done = sandbox.cortex("plan", "--refresh", "plan.yaml", "--json")
    assert (done.code, done.json["schema"]) == (1, "cortex/plan-check/v1")
    assert [each["kind"] for each in done.json["problems"]] == ["unknown_worker"]
    assert not (sandbox.root / "docs/plans").exists()


# A plan made from an analysis


def edited(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan for REQUEST with a title that a person wrote into each objective."""
    assert sandbox.cortex("plan", REQUEST).code == 0
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", sed("s,^    title: .*,    title: As Ada wants it,"))
    assert sandbox.cortex("plan", "--edit").code == 0
    return newest(sandbox)


def having(plan: Plan, path: str) -> list[str]:
    return [each.id for each in plan.objectives if each.scope.matches(path)]


def test_only_what_changed_is_planned_anew_and_a_persons_words_are_kept(
    make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = make_sandbox(SHOP)
    before = edited(sandbox, monkeypatch)
    (views,), (models,) = having(before, "cart/views.py"), having(before, "stock/models.py")
    assert views != models
    commit_files(sandbox.root, NEW_STOCK, "stock")
    done = sandbox.cortex("plan", "--refresh")
    assert done.code == 0, done.err
    assert f"{models} is planned anew: stock/models.py changed" in done.out
    after = newest(sandbox)
    assert after.objective(views) == before.objective(views)
    assert after.objective(models).title != "As Ada wants it"
    assert after.base_commit == head(sandbox)
    assert sandbox.cortex("plan", "--diff", str(before.id), str(after.id)).code == 1
    assert sandbox.cortex("execute", "--dry-run").code == 0


def test_a_renamed_file_of_an_analysed_plan_goes_to_what_takes_the_place_of_its_objective(
    make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    sandbox = make_sandbox(SHOP)
    before = edited(sandbox, monkeypatch)
    (views,) = having(before, "stock/views.py")
    sandbox.git("mv", "stock/views.py", "stock/pages.py")
    commit_files(sandbox.root, {}, "pages")
    done = sandbox.cortex("plan", "--refresh")
    after = newest(sandbox)
    assert (done.code, having(after, "stock/views.py")) == (0, [])
    (pages,) = having(after, "stock/pages.py")
    assert f"{views} gives way to" in done.out
    assert pages in next(line for line in done.out.splitlines() if "gives way to" in line)


def test_refreshing_gives_the_same_plan_again(make_sandbox: MakeSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = make_sandbox(SHOP)
    before = edited(sandbox, monkeypatch)
    commit_files(sandbox.root, NEW_STOCK, "stock")
    first, second = (sandbox.cortex("plan", "--refresh", str(before.id), "--json") for _ in range(2))
    assert first.json == second.json
    assert (first.json["schema"], first.json["before"]) == ("cortex/plan-diff/v1", before.id)
    third = sandbox.spawn("plan", "--refresh", str(before.id), "--json", environment={"PYTHONHASHSEED": "7"})
    assert third.json == first.json


def test_a_plan_for_one_worker_stays_one(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(SHOP)
    assert sandbox.cortex("plan", "--solo", REQUEST).code == 0
    commit_files(sandbox.root, NEW_STOCK, "stock")
    assert sandbox.cortex("plan", "--refresh").code == 0
    assert [each.id for each in newest(sandbox).objectives] == ["O1"]


def test_progress_comes_as_json_lines_where_that_is_asked_for(make_sandbox: MakeSandbox) -> None:
    sandbox = make_sandbox(SHOP)
    assert sandbox.cortex("plan", REQUEST).code == 0
    commit_files(sandbox.root, NEW_STOCK, "stock")
    done = sandbox.cortex("plan", "--refresh", "--output", "jsonl")
    assert done.code == 0
    assert {event["schema"] for event in done.events} == {"cortex/event/v1"}
