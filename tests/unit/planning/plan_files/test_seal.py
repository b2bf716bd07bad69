from __future__ import annotations

from dataclasses import replace

from cortex_cli.planning.checking.plan import check_plan
from cortex_cli.planning.plan_files.seal import completed, seal
from tests.unit.planning.builders import objective, plan_of, team_of, worker

BASE = "c" * 40
TEAM = team_of(worker("dev"), forbid=("LICENSE",))


def test_sealing_twice_changes_nothing_and_every_change_shows() -> None:
    sealed = seal(plan_of(objective("A", "a")))
    assert seal(sealed) == sealed
    assert seal(replace(sealed, request="other")).id != sealed.id


def test_sealing_fills_in_what_proves_the_waves_and_the_digest_does_not_depend_on_it() -> None:
    sealed = seal(plan_of(objective("A", "a"), objective("B", "b")))
    assert sealed.certificate == check_plan(sealed).certificate != ()
    assert replace(sealed, certificate=None).content_digest() == sealed.digest
    assert seal(replace(sealed, certificate=())) == sealed


def test_a_certificate_that_is_known_already_is_not_made_again() -> None:
    plan = plan_of(objective("A", "a"), objective("B", "b"))
    assert seal(plan, check_plan(plan).certificate) == seal(plan)


def test_a_plan_written_by_hand_gets_what_its_author_left_open() -> None:
    plan = completed(plan_of(objective("A", "a"), forbid=("docs/",)), BASE, TEAM, fold_case=True)
    assert (plan.base_commit, plan.fold_case, plan.global_forbid) == (BASE, True, ("docs/", "LICENSE"))
    assert plan.objectives[0].worker == "dev"
    assert check_plan(plan, team=TEAM).valid


def test_what_its_author_said_stays() -> None:
    plan = replace(plan_of(objective("A", "a", worker="other")), base_commit="d" * 40)
    found = completed(plan, BASE, TEAM)
    assert (found.base_commit, found.objectives) == ("d" * 40, plan.objectives)


def test_a_sealed_plan_is_never_changed() -> None:
    sealed = seal(plan_of(objective("A", "a")))
    assert completed(sealed, BASE, TEAM) is sealed
    tampered = replace(sealed, request="other")
    assert completed(tampered, BASE, TEAM) is tampered
