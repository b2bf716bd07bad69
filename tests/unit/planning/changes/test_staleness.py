from __future__ import annotations

from dataclasses import replace

import pytest

from cortex_cli.model.movement import Movement, Relation
from cortex_cli.planning.changes.staleness import Moved, moved_in, stale_warnings, staleness
from tests.unit.planning.builders import objective, plan_of

BASE, HEAD = "a" * 40, "b" * 40


def moved(*changed: str, relation: Relation = Relation.AHEAD, commits: int = 2, base: str = BASE) -> Movement:
    return Movement(base, HEAD, relation, commits, changed)


def test_a_path_counts_where_it_may_be_written_or_is_read() -> None:
    plan = plan_of(objective("A", "shop/*.py", read=("docs/",)), objective("B", "tests/"), objective("C", "x.py"))
    found = moved_in(plan, ["docs/guide.md", "shop/cart.py", "shop/deep/cart.py", "tests/test_cart.py", "other.py"])
    assert found == (Moved("A", ("shop/cart.py",), ("docs/guide.md",)), Moved("B", ("tests/test_cart.py",), ()))


def test_what_is_forbidden_is_in_no_touch_scope() -> None:
    plan = plan_of(objective("A", "shop/", forbid=("shop/keys/",)), forbid=("**/lock.json",))
    assert moved_in(plan, ["shop/keys/k.py", "shop/lock.json"]) == ()


def test_what_is_written_and_read_counts_as_written() -> None:
    assert moved_in(plan_of(objective("A", "a.py", read=("*.py",))), ["a.py"]) == (Moved("A", ("a.py",), ()),)


def test_an_objective_without_touch_has_every_path() -> None:
    everything = objective("A")
    everything = replace(everything, scope=replace(everything.scope, touch=None))
    assert moved_in(plan_of(everything), ["any/where"]) == (Moved("A", ("any/where",), ()),)


def test_case_is_folded_where_the_plan_folds_it() -> None:
    plan = plan_of(objective("A", "Shop/Cart.py"))
    assert moved_in(plan, ["shop/cart.py"]) == ()
    assert moved_in(replace(plan, fold_case=True), ["shop/cart.py"])[0].objective == "A"


def test_the_order_of_changed_paths_does_not_matter() -> None:
    plan = plan_of(objective("A", "a/"), objective("B", "b/", read=("a/",)))
    assert moved_in(plan, ["a/2", "b/1", "a/1"]) == moved_in(plan, ["b/1", "a/1", "a/2"])


@pytest.mark.parametrize(
    ("movement", "said"),
    [
        (
            moved("shop/cart.py", "x"),
            "the plan is for commit aaaaaaaaaaaa, and HEAD is bbbbbbbbbbbb, 2 commits later; "
            "changed in its scopes: shop/cart.py (A writes it, B reads it)",
        ),
        (
            moved("x", commits=1),
            "the plan is for commit aaaaaaaaaaaa, and HEAD is bbbbbbbbbbbb, 1 commit later; "
            "nothing in its scopes has changed",
        ),
        (
            moved("x", relation=Relation.APART),
            "the plan is for commit aaaaaaaaaaaa, which is no ancestor of HEAD bbbbbbbbbbbb "
            "(another branch, or a rewritten history); nothing in its scopes has changed",
        ),
        (
            moved(relation=Relation.UNKNOWN),
            "the plan is for commit aaaaaaaaaaaa, which this clone does not have: what changed since cannot be told",
        ),
        (
            moved(relation=Relation.UNKNOWN, base="main\x1b[31m"),
            "base_commit of the plan is 'main', which is no full commit id: what changed since cannot be told",
        ),
    ],
)
def test_one_sentence_says_how_far_and_where(movement: Movement, said: str) -> None:
    plan = plan_of(objective("A", "shop/"), objective("B", "docs/", read=("shop/*.py",), wave=2))
    assert staleness(plan, movement) == said


def test_only_the_first_paths_are_named() -> None:
    plan = plan_of(objective("A", "shop/"))
    said = staleness(plan, moved(*(f"shop/{number}.py" for number in range(9))))
    assert said.endswith("shop/4.py (A writes it) and 4 more")


def test_a_plan_for_head_gives_no_warning() -> None:
    plan = plan_of(objective("A", "shop/"))
    assert list(stale_warnings(plan, Movement(HEAD, HEAD, Relation.SAME), "mend")) == []
    (warning,) = stale_warnings(plan, moved("shop/x"), "cortex plan --refresh p")
    assert (warning.kind, warning.mend) == ("stale", "cortex plan --refresh p")
