"""What proves a wave, in few words."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from cortex_cli.model.certificate import Because, Claim, WaveCertificate
from cortex_cli.model.errors import InvariantError
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.planning.checking.certificate import LISTED_OBJECTIVES, certify
from cortex_cli.planning.checking.exclusivity import wave_conflicts
from tests.unit.model.oracle import random_pattern
from tests.unit.planning.builders import objective, plan_of

NAMES, EMPTY, FORBID = Because.NAMES, Because.EMPTY, Because.FORBID


def certificate(plan: Plan) -> WaveCertificate:
    """That of the only wave, which has no conflict."""
    assert wave_conflicts(plan) == ()
    (found,) = certify(plan, ())
    return found


def claim(one: Objective, other: Objective, forbid: tuple[str, ...] = (), fold_case: bool = False) -> Claim:
    found = certificate(replace(plan_of(one, other, forbid=forbid), fold_case=fold_case))
    assert (found.pairs, found.by_names) == (1, int(found.claims[0].because is NAMES))
    return found.claims[0]


@pytest.mark.parametrize(
    ("one", "other", "segment", "names"),
    [
        ("src/a.py", "src/b.py", 2, ("a.py", "b.py")),
        ("src/user/*", "src/admin/*", 2, ("user", "admin")),
        ("tests/test_a*.py", "tests/test_b*.py", 2, ("test_a*.py", "test_b*.py")),
        ("src/**/models.py", "src/**/views.py", -1, ("models.py", "views.py")),
        ("src/*", "src/a/x", 3, ("", "x")),
        ("src/*", "src/a/", 3, ("", "*")),
        ("build/", "buil?", 2, ("*", "")),
        ("e\u0301/a", "é/b", 2, ("a", "b")),
    ],
)
def test_a_name_that_differs(one: str, other: str, segment: int, names: tuple[str, str]) -> None:
    found = claim(objective("A", one), objective("B", other))
    assert found == Claim(("A", "B"), NAMES, (one, other), segment, names)


def test_of_several_patterns_those_that_agree_longest_are_named() -> None:
    found = claim(objective("A", "docs/x", "src/core/a.py"), objective("B", "lib/y", "src/core/b.py"))
    assert (found.patterns, found.segment) == (("src/core/a.py", "src/core/b.py"), 3)


@pytest.mark.parametrize(
    ("one", "other"),
    [("src/?/x.py", "**/tests/**"), ("a/**/bb/**/c", "a/?/c"), ("[.]git/**", "[.]git/a"), ("a[\u0301]", "?[\u0301]")],
)
def test_patterns_without_a_common_path_though_no_single_name_shows_it(one: str, other: str) -> None:
    assert claim(objective("A", one), objective("B", other)) == Claim(("A", "B"), EMPTY, (one, other))


def test_what_is_forbidden_to_one_of_the_two_is_named() -> None:
    one = objective("A", "x", "docs/**", forbid=("lib/", "docs/api/", "docs/**/*.rst"))
    found = claim(one, objective("B", "docs/api/x.md", "docs/[a].rst"))
    assert found == Claim(("A", "B"), FORBID, ("docs/**", "docs/api/x.md"), forbid=("docs/api/", "docs/**/*.rst"))


def test_what_is_forbidden_to_all_counts_as_well() -> None:
    found = claim(objective("A", "src/*/a.py"), objective("B", "src/user/*"), forbid=("x", "src/user/a.py"))
    assert found == Claim(("A", "B"), FORBID, ("src/*/a.py", "src/user/*"), forbid=("src/user/a.py",))


def test_forbid_is_no_reason_where_nothing_is_shared_anyway() -> None:
    one = objective("A", "src/?/x.py", forbid=("src/t/",))
    assert claim(one, objective("B", "**/tests/**")).because is EMPTY


def test_a_file_that_may_not_be_made_is_no_clash_with_what_lies_below_it() -> None:
    maker = objective("A", "build", forbid=("[b]uild", "build/**"))
    assert claim(maker, objective("B", "build/out.txt")).forbid == ("build/**",)


def test_case_is_folded_where_the_plan_says_so() -> None:
    one, other = objective("A", "SRC/a.py"), objective("B", "src/b.py")
    assert claim(one, other).segment == 1
    assert claim(one, other, fold_case=True).segment == 2
    assert claim(one, other, fold_case=True).names == ("a.py", "b.py")


def test_an_objective_that_may_write_everything_but_what_the_other_touches() -> None:
    everything = Objective("A", "Anything", 1, Scope(forbid=("docs/",)))
    assert claim(everything, objective("B", "docs/x")) == Claim(("A", "B"), FORBID, ("**", "docs/x"), forbid=("docs/",))


def test_who_writes_nothing_meets_nobody_and_needs_no_claim() -> None:
    found = certificate(plan_of(objective("A", "a"), objective("R"), objective("B", "b"), objective("V", "*/")))
    assert (found.pairs, found.by_names, [each.objectives for each in found.claims]) == (6, 6, [("A", "B")])


def test_a_small_wave_lists_what_names_tell_apart_and_a_large_one_counts_it() -> None:
    work = [objective(f"N{n}", f"src/{n}.py") for n in range(LISTED_OBJECTIVES)]
    assert len(certificate(plan_of(*work)).claims) == certificate(plan_of(*work)).by_names == 15
    docs = objective("D", "src/**", forbid=("src/*.py", "src/*.py/**", "src/x/"))
    found = certificate(plan_of(*work, objective("X", "src/x/a"), docs))
    assert (found.pairs, found.by_names) == (28, 21)
    assert [(each.objectives[1], each.because) for each in found.claims] == [("D", FORBID)] * 7


def test_every_wave_of_several_has_one_unless_there_is_a_conflict_in_it() -> None:
    plan = plan_of(
        objective("A", "a"),
        objective("B", "b", wave=2),
        objective("C", "c", wave=2),
        objective("D", "d", wave=3),
        objective("E", "d", wave=3),
        objective("F", "f", wave=4),
        objective("G", "g", wave=4),
    )
    assert [each.wave for each in certify(plan, wave_conflicts(plan))] == [2, 4]


def test_a_conflict_that_was_not_told_is_a_bug_and_no_claim() -> None:
    with pytest.raises(InvariantError):
        certify(plan_of(objective("A", "a", forbid=("x",)), objective("B", "a")), ())


def test_every_pair_is_counted_or_claimed() -> None:
    random = Random(10)
    seen = 0
    for _ in range(150):
        work = [objective(f"N{n}", random_pattern(random), forbid=(random_pattern(random),)) for n in range(4)]
        plan = plan_of(*work)
        for found in certify(plan, wave_conflicts(plan)):
            claimed = [each for each in found.claims if each.because is not NAMES]
            assert found.by_names + len(claimed) == found.pairs == 6
            assert len({each.objectives for each in found.claims}) == len(found.claims)
            seen += 1
    assert seen > 10


def test_many_objectives_have_a_short_certificate() -> None:
    work = [objective(f"N{n}", f"src/p{n}/**/*.py", f"docs/p{n}.md", f"tests/test_p{n}_*.py") for n in range(600)]
    assert certificate(plan_of(*work)) == WaveCertificate(1, 179_700, 179_700)
    found = certificate(plan_of(*work, objective("I", "src/*/index.py"), forbid=("src/p[0-9]*/index.py",)))
    assert (found.by_names, len(found.claims)) == (179_700, 600)
    assert {each.forbid for each in found.claims} == {("src/p[0-9]*/index.py",)}


def test_what_is_forbidden_is_not_named_where_finding_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cortex_cli.planning.checking.certificate.CLAIM_STEPS", 10)
    found = claim(objective("A", "docs/**", forbid=("docs/api/",)), objective("B", "docs/api/x.md"))
    assert found == Claim(("A", "B"), FORBID, ("docs/**", "docs/api/x.md"))


def test_a_wave_in_which_too_many_could_meet_has_no_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    work = [objective(f"N{n}", f"src/*{n}.py", forbid=("src/*",)) for n in range(4)]
    assert len(certificate(plan_of(*work)).claims) == 6
    monkeypatch.setattr("cortex_cli.planning.checking.certificate.MOST_CLAIMS", 5)
    assert certify(plan_of(*(replace(each, scope=Scope(("src/**",), forbid=("**",))) for each in work)), ()) == ()
