"""The second opinion as a whole: it agrees with the first, and is deceived by no certificate."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from cortex_cli.audit.evidence import Kind, Meeting, Proof, Statement, Verdict, Wave, Work
from cortex_cli.audit.verifier import audit
from cortex_cli.model.errors import ScopeError
from cortex_cli.model.scope import Scope, overlap
from tests.unit.model import oracle

Scopes = tuple[tuple[str, ...], tuple[str, ...]]


def work(identifier: str, *touch: str, forbid: tuple[str, ...] = ()) -> Work:
    return Work(identifier, touch, forbid)


def judge(*works: Work, proof: Proof | None = None, met: tuple[Meeting, ...] = (), fold_case: bool = False) -> Verdict:
    return audit([Wave(1, works, met, proof)], fold_case=fold_case)


def kinds(verdict: Verdict) -> list[Kind]:
    return [finding.kind for finding in verdict.findings]


# Agreement with the first checker


def random_scope(random: Random, capitals: bool) -> Scopes:
    touch = tuple(oracle.random_pattern(random) for _ in range(random.randint(1, 3)))
    forbid = tuple(oracle.random_pattern(random) for _ in range(random.randint(0, 2)))
    return (capitalised(random, touch), capitalised(random, forbid)) if capitals else (touch, forbid)


def capitalised(random: Random, patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple("".join(char.upper() if random.random() < 0.3 else char for char in text) for text in patterns)


@pytest.mark.parametrize(("seed", "fold_case"), [(11, False), (12, False), (13, True), (14, True)])
def test_it_says_of_random_scopes_what_the_first_checker_says(seed: int, fold_case: bool) -> None:
    random = Random(seed)
    met = 0
    for _ in range(80):
        (touch, forbid), (other_touch, other_forbid) = (random_scope(random, fold_case) for _ in range(2))
        found = judge(
            work("A", *touch, forbid=forbid), work("B", *other_touch, forbid=other_forbid), fold_case=fold_case
        )
        one, other = Scope(touch, forbid=forbid), Scope(other_touch, forbid=other_forbid)
        meets = overlap(one, other, fold_case=fold_case) is not None
        assert kinds(found) == ([Kind.OVERLAP] if meets else []), (touch, forbid, other_touch, other_forbid)
        assert (found.pairs, found.confirmed) == (1, int(not meets))
        met += meets
    assert 20 < met < 60


LETTERS = (
    "a", "e", "E", "é", "\u0301", "\u0323", "[\u0301-\u0303]", "ß", "s", "[ß]", "[é]", "[à-ü]", "[!é]", "?", "*", "가", "\u1100", "[\u1161-\u1163]",
    "İ", "i", "µ", "ﬁ", "[[:upper:]]", "[^\x01-\u02ff]", "Ω", "文", "[一-龥]", ".g", "[Gg]it", "\u0345", "か", "[\u3099\u309a]",
)  # fmt: skip


def random_text(random: Random) -> str:
    parts = ["".join(random.choice(LETTERS) for _ in range(random.randint(1, 3))) for _ in range(random.randint(1, 2))]
    text = "/".join(parts).replace("**", "*")
    return text if is_valid(text) else random_text(random)


def is_valid(text: str) -> bool:
    try:
        Scope(touch=(text,))
    except ScopeError:
        return False
    return True


@pytest.mark.parametrize(("seed", "fold_case"), [(21, False), (22, True)])
def test_it_agrees_where_characters_change_their_neighbours(seed: int, fold_case: bool) -> None:
    random = Random(seed)
    undecided = met = 0
    for _ in range(70):
        touch, forbid = random_text(random), random_text(random)
        near = touch.replace("é", "[é]").replace("a", "?").replace("i", "*", 1).replace("**", "*")
        other = near if random.random() < 0.5 and is_valid(near) else random_text(random)
        found = judge(work("A", touch, forbid=(forbid,)), work("B", other), fold_case=fold_case)
        meets = overlap(Scope((touch,), forbid=(forbid,)), Scope((other,)), fold_case=fold_case) is not None
        if kinds(found) == [Kind.UNDECIDED]:
            undecided += 1
        else:
            assert kinds(found) == ([Kind.OVERLAP] if meets else []), (touch, forbid, other)
        met += meets
    assert undecided <= 2 and met > 10


@pytest.mark.parametrize(
    ("one", "other", "witness"),
    [
        (work("A", "src/**/models.py"), work("B", "src/user/*"), "src/user/models.py"),
        (work("A", "build", forbid=("build/**",)), work("B", "build/out.txt"), "build/out.txt"),
        (work("A", "src"), work("B", "src/a"), "src/a"),
        (Work("A", None, ("docs/",)), work("B", "src/a.py"), "src/a.py"),
        (work("A", "é"), work("B", "e\u0301"), "é"),
    ],
)
def test_an_overlap_is_told_with_a_path_of_its_own(one: Work, other: Work, witness: str) -> None:
    (finding,) = judge(one, other).findings
    assert (finding.kind, finding.objective, finding.message) == (
        Kind.OVERLAP,
        "B",
        f"A and B could both write {witness}",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (work("A", "src/**/models.py"), work("B", "src/**/views.py")),
        (work("A", "buil?"), work("B", "build/out.txt")),
        (work("A", "build", forbid=("[b]uild", "build/**")), work("B", "build/out.txt")),
        (work("A", "[.]git/*"), work("B", ".gi[t]/x")),
        (work("A", "e[\u0301]"), work("B", "é")),
        (Work("A", None, ("docs/",)), work("B", "docs/a")),
        (work("A"), work("B", "**")),
    ],
)
def test_what_cannot_meet_is_confirmed(one: Work, other: Work) -> None:
    verdict = judge(one, other)
    assert (verdict.findings, verdict.pairs, verdict.confirmed) == ((), 1, 1)


# Certificates


A = work("A", "src/a.py", "docs/**", forbid=("docs/api/", "lib/"))
B = work("B", "src/b.py", "docs/api/x.md")
NAMES = Statement(("A", "C"), "names", ("src/a.py", "src/c.py"), 2, ("a.py", "c.py"), ())
FORBID = Statement(("A", "B"), "forbid", ("docs/**", "docs/api/x.md"), None, None, ("docs/api/",))
C = work("C", "src/c.py")


def with_claims(*statements: Statement, pairs: int = 3, by_names: int = 2) -> list[Kind]:
    return kinds(judge(A, B, C, proof=Proof(pairs, by_names, statements)))


def test_true_claims_that_account_for_every_pair_are_confirmed() -> None:
    assert with_claims(FORBID) == []
    assert with_claims(NAMES, FORBID) == []
    assert with_claims(NAMES, replace(FORBID, forbid=())) == []


def test_a_claim_that_is_not_made_is_missed() -> None:
    assert with_claims(NAMES, by_names=3) == [Kind.MISSING]


@pytest.mark.parametrize(
    "statement",
    [
        replace(FORBID, because="empty"),
        replace(FORBID, forbid=("lib/",)),
        replace(FORBID, forbid=("docs/**",)),
        replace(FORBID, patterns=("docs/**", "docs/api/**")),
        replace(FORBID, objectives=("A", "Z")),
        replace(FORBID, objectives=("B", "A")),
        replace(FORBID, objectives=("A", "A")),
    ],
)
def test_a_wrong_claim_is_found(statement: Statement) -> None:
    assert Kind.WRONG in with_claims(NAMES, statement)


@pytest.mark.parametrize(
    "statement",
    [
        replace(NAMES, segment=1),
        replace(NAMES, names=("a.py", "d.py")),
        replace(NAMES, segment=None, names=None),
        replace(NAMES, patterns=("src/a.py", "src/d.py")),
        replace(NAMES, segment=10**30),
    ],
)
def test_a_wrong_claim_about_a_name_is_found(statement: Statement) -> None:
    assert with_claims(statement, FORBID) == [Kind.WRONG]


@pytest.mark.parametrize(("pairs", "by_names"), [(2, 1), (3, 1), (3, 3), (4, 3)])
def test_every_pair_has_to_be_accounted_for(pairs: int, by_names: int) -> None:
    assert with_claims(FORBID, pairs=pairs, by_names=by_names) == [Kind.WRONG]


def test_two_claims_about_one_pair_are_one_too_many() -> None:
    assert Kind.WRONG in with_claims(FORBID, FORBID, by_names=1)


def test_a_pair_that_the_first_checker_says_meets_is_held_to_its_path() -> None:
    one, other = work("A", "src/*"), work("B", "src/a*", forbid=("src/ab",))
    assert kinds(judge(one, other, met=(Meeting(("A", "B"), "src/a"),))) == []
    assert kinds(judge(one, other, met=(Meeting(("A", "B"), "src/ab"),))) == [Kind.WRONG]
    assert kinds(judge(one, other, met=(Meeting(("A", "B"), None),))) == []
    maker, writer = work("A", "build", forbid=("build/**",)), work("B", "build/**")
    assert kinds(judge(maker, writer, met=(Meeting(("A", "B"), "build/a"),))) == []
    assert kinds(judge(maker, writer, met=(Meeting(("A", "B"), "built/a"),))) == [Kind.WRONG]


# Steps


def test_past_its_steps_it_says_so_and_never_guesses() -> None:
    verdict = judge(work("A", f"*a{'?' * 18}"), work("B", f"*b{'?' * 18}"))
    assert (kinds(verdict), verdict.confirmed) == ([Kind.UNDECIDED], 0)
    works = [work(f"N{n}", f"**/*{n}*") for n in range(60)]
    verdict = audit([Wave(1, tuple(works), (), None)], fold_case=False, steps=200)
    assert (kinds(verdict)[-1], verdict.confirmed) == (Kind.UNDECIDED, 0)


def test_a_wave_of_a_thousand_that_are_far_apart_costs_no_search() -> None:
    works = tuple(work(f"N{n}", f"src/p{n}/**/*.py", f"docs/p{n}.md") for n in range(1_000))
    verdict = audit([Wave(1, works, (), Proof(499_500, 499_500, ()))], fold_case=False, steps=5_000)
    assert (verdict.findings, verdict.pairs, verdict.confirmed) == ((), 499_500, 499_500)
