"""Whole waves: every pair that meets is found, and the cost follows what could meet."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.meetings import Meetings
from cortex_cli.model.pattern import parse_all
from cortex_cli.model.pattern_tree import tree_of
from cortex_cli.model.scope import Scope, conflicts, overlap
from tests.unit.model import oracle


def wave(*touches: str) -> list[Scope]:
    return [Scope(touch=touch.split()) for touch in touches]


def test_pairs_that_meet_are_named_in_order_with_their_witness() -> None:
    scopes = wave("src/a", "docs/", "src/**/x.py", "docs/*.md src/a/y")
    assert conflicts(scopes) == [
        (0, 2, "src/a/x.py"),
        (0, 3, "src/a/y"),
        (1, 3, "docs/.md"),
        (2, 3, "src/a/y/x.py"),
    ]
    assert conflicts([]) == []
    assert conflicts(scopes[:1]) == []


def test_an_existing_file_is_the_better_witness_for_every_pair_that_has_it() -> None:
    scopes = wave("src/", "**/*.py", "src/a*")
    existing = ["src/deep/b.py", "src/ab.py", "src/az"]
    assert conflicts(scopes, existing=existing) == [(0, 1, "src/ab.py"), (0, 2, "src/az"), (1, 2, "src/ab.py")]


def test_a_forbidden_file_is_no_witness() -> None:
    scopes = [Scope(touch=["src/"], forbid=["src/a.py"]), Scope(touch=["**/*.py"])]
    assert conflicts(scopes, existing=["src/a.py", "src/long.py"]) == [(0, 1, "src/long.py")]
    assert conflicts(scopes, existing=["src/a.py"]) == [(0, 1, "src/.py")]
    assert conflicts([Scope(touch=["src/a.py"]), Scope(touch=["src/"], forbid=["src/a.py"])]) == []


def test_no_touch_meets_whoever_writes_anything() -> None:
    scopes = [Scope(), *wave("a", "b/*/"), Scope(touch=[]), Scope(touch=["c"], forbid=["c"]), Scope()]
    assert conflicts(scopes) == [(0, 1, "a"), (0, 5, "a"), (1, 5, "a")]


def test_equal_touches_conflict_even_if_each_wave_mate_is_told_not_to() -> None:
    assert conflicts(wave("src/a.py", "src/a.py")) == [(0, 1, "src/a.py")]


def test_a_file_that_another_needs_as_a_directory_is_a_conflict() -> None:
    scopes = [Scope(touch=["a"], forbid=["a/**"]), *wave("a/b", "a.py")]
    assert conflicts(scopes) == [(0, 1, "a/b")]
    assert conflicts(scopes, existing=["a/b/c"]) == [(0, 1, "a/b/c")]


def test_folded_case_counts_in_waves_as_well() -> None:
    scopes = wave("SRC/*.py", "src/a.PY", "docs")
    assert conflicts(scopes) == []
    assert conflicts(scopes, fold_case=True, existing=["Src/A.py"]) == [(0, 1, "Src/A.py")]


@pytest.mark.parametrize("seed", range(6))
def test_a_wave_has_exactly_the_conflicts_of_its_pairs(seed: int) -> None:
    random = Random(seed)
    pool = [oracle.random_pattern(random) for _ in range(120)]
    existing = tuple(random.sample(oracle.UNIVERSE, 40)) if seed % 2 else ()
    scopes = [
        Scope(random.sample(pool, random.randint(0, 3)), (), random.sample(pool, random.randint(0, 1)))
        for _ in range(25)
    ]
    expected = [
        (a, b, witness)
        for a, b in combinations(range(len(scopes)), 2)
        if (witness := overlap(scopes[a], scopes[b], existing=existing)) is not None
    ]
    found = conflicts(scopes, existing=existing)
    assert [pair[:2] for pair in found] == [pair[:2] for pair in expected]
    for (a, b, witness), (_, _, other) in zip(found, expected, strict=True):
        assert witness is not None
        assert len(witness) == len(other)
        assert witness == other or witness not in existing
        assert not (scopes[a].matches(other) and scopes[b].matches(other)) or (
            scopes[a].matches(witness) and scopes[b].matches(witness)
        )


def steps_used(scopes: list[Scope]) -> int:
    """How many places the search for meetings takes to find that nobody meets."""
    low, high = 0, 1
    while not is_decided(scopes, high):
        low, high = high, high * 2
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if is_decided(scopes, middle) else (middle, high)
    return high


def is_decided(scopes: list[Scope], steps: int) -> bool:
    return not Meetings(tree_of(parse_all(scope.touch or ()) for scope in scopes), steps).undecided


@pytest.mark.parametrize(
    "shape",
    [
        "pkg{i}/mod{j}/**/*.py",
        "src/pkg{i}/m{j}_*.py",
        "src/pkg{i}/f{j}.py",
        "src/gen_{i}_{j}_*.py",
        "src/*_{i}_{j}.py",
        "**/*_{i}_{j}.py",
        "**/test_{i}_{j}_[a-z]*.py",
        "**/[a-z]{i}_{j}_[0-9].py",
    ],
)
def test_the_cost_grows_with_the_wave_and_not_with_its_pairs(shape: str) -> None:
    def scopes(count: int) -> list[Scope]:
        return [Scope(touch=[shape.format(i=i, j=j) for j in range(5)]) for i in range(count)]

    assert is_decided(scopes(200), 6 * steps_used(scopes(50)))
    assert conflicts(scopes(200)) == []


def test_past_the_budget_pairs_are_undecided_and_none_is_lost() -> None:
    scopes = wave(*(f"**/*{number}?[ab]*" for number in range(12)))
    everybody = list(combinations(range(12), 2))
    assert [pair[:2] for pair in conflicts(scopes)] == everybody
    for budget in (1, 3, 10, 40):
        short = conflicts(scopes, budget=budget)
        assert [pair[:2] for pair in short] == everybody
        for a, b, witness in short:
            assert witness is None or (scopes[a].matches(witness) and scopes[b].matches(witness))
    assert any(witness is None for _, _, witness in conflicts(scopes, budget=1))


def test_a_wave_in_which_everybody_meets_is_answered_for_every_pair() -> None:
    scopes = [Scope(forbid=[f"private{number}/"]) for number in range(150)]
    found = conflicts(scopes, existing=["README.md", "src/a.py"])
    assert len(found) == 150 * 149 // 2
    assert {witness for _, _, witness in found} == {"src/a.py"}


def test_more_pairs_than_anyone_could_read_are_refused() -> None:
    with pytest.raises(ProofBudgetExceeded, match="pairs of scopes could meet"):
        conflicts([Scope()] * 3000)


def everybody(count: int) -> list[tuple[int, int]]:
    return list(combinations(range(count), 2))


@pytest.mark.parametrize(
    "shape",
    [
        "**/*a*{n}*",
        "**/a*/**/b*{n}*/**/c*",
        "**/[a-c]*[d-f]*[!x]*{n}*[0-9]",
        "**/a*{n}*/**/a*{n}*/**/a*{n}*",
        "**/*????????{n}*",
        "**/*a*a*a*a*a*a*{n}*",
    ],
)
def test_a_wave_in_which_all_globs_meet_has_a_path_for_each_pair(shape: str) -> None:
    scopes = wave(*(shape.format(n=number) for number in range(24)))
    found = conflicts(scopes)
    assert [pair[:2] for pair in found] == everybody(24)
    for a, b, witness in found:
        assert witness is not None
        assert scopes[a].matches(witness)
        assert scopes[b].matches(witness)


@pytest.mark.parametrize("shape", ["**/*a*{n}*", "**/[ab]*/**/*[a-d]*{n}*", "src/*{n}*a* lib/*b*{n}*"])
def test_when_the_steps_of_a_wave_run_out_any_path_of_both_counts_and_the_rest_is_undecided(shape: str) -> None:
    scopes = wave(*(shape.format(n=number) for number in range(40)))
    witnesses = []
    for a, b, witness in conflicts(scopes, budget=3_000):
        assert witness is None or (scopes[a].matches(witness) and scopes[b].matches(witness))
        witnesses.append(witness)
    assert len(witnesses) == 40 * 39 // 2
    assert 50 <= witnesses.count(None) <= 750


def test_pairs_that_their_forbids_keep_apart_are_no_conflicts_even_among_many() -> None:
    scopes = [Scope(touch=[f"**/*a*{number}*"], forbid=["**/*a*"]) for number in range(40)]
    assert conflicts(scopes) == []
    assert conflicts([*scopes, *wave("**/*")]) == []


def test_a_wave_in_one_directory_has_exactly_the_conflicts_of_its_pairs() -> None:
    random = Random(8)
    atoms = ("a", "b", "?", "*", "[ab]", "[!a]")
    texts = ["".join(random.choice(atoms) for _ in range(random.randint(2, 6))) for _ in range(400)]
    names = list(dict.fromkeys(text for text in texts if "**" not in text))
    scopes = [Scope(touch=[f"src/{name}" for name in random.sample(names, 2)]) for _ in range(50)]
    expected = [pair for pair in everybody(50) if overlap(scopes[pair[0]], scopes[pair[1]]) is not None]
    assert [pair[:2] for pair in conflicts(scopes)] == expected
    assert 100 < len(expected) < 1200


def test_existing_paths_are_looked_at_as_far_as_the_steps_go() -> None:
    scopes = wave("**/a*", "**/*b")
    existing = [f"x{number}" for number in range(300)] + ["long/name/aab"]
    assert conflicts(scopes, existing=existing) == [(0, 1, "long/name/aab")]
    assert conflicts(scopes, existing=existing, budget=100) == [(0, 1, "ab")]
    assert overlap(*scopes, existing=existing) == "long/name/aab"
    assert overlap(*scopes, existing=existing, budget=100) == "ab"
