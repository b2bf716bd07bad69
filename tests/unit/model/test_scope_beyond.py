"""What one scope may write beyond another: the path that proves that it is not included."""

from __future__ import annotations

from random import Random

import pytest

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.scope import Scope, beyond, includes
from tests.unit.model import oracle

UNIVERSE = ("a", "b", "src", "src/a", "src/b", "src/a/c", "lib/a.py", "lib/b.py", "lib/x/a.py")
PATTERNS = ("**", "src", "src/", "src/*", "src/**", "*", "lib/*.py", "**/a.py", "**/a", "[ab]", "src/a/**", "l?b/**")


def touching(*patterns: str, forbid: tuple[str, ...] = ()) -> Scope:
    return Scope(touch=patterns, forbid=forbid)


@pytest.mark.parametrize(
    ("a", "b", "path"),
    [
        (touching("src/**"), touching("src/*.py"), None),
        (touching("src/*.py"), touching("src/**"), "src/a"),
        (touching("src/"), touching("src"), "src"),
        (touching("src/**", forbid=("src/gen/",)), touching("src/gen/a.py"), "src/gen/a.py"),
        (touching("src/**", forbid=("src/gen/",)), touching("src/**", forbid=("src/gen",)), None),
        (touching("*.py"), Scope(touch=()), None),
        (touching("*.py"), Scope(), "a"),
        (Scope(), touching("*.py"), None),
    ],
)
def test_the_path_proves_that_a_scope_is_not_included(a: Scope, b: Scope, path: str | None) -> None:
    assert beyond(a, b) == path


def test_a_file_that_exists_is_preferred_the_shortest_first() -> None:
    existing = ("src/models.py", "src/b.py", "src/a.py", "docs/a.md", "src/gen/a.py")
    assert beyond(touching("src/*.py"), touching("src/**"), existing=existing) == "src/gen/a.py"
    assert beyond(touching("docs"), touching("src/*.py"), existing=existing) == "src/a.py"
    assert beyond(touching("**"), touching("src/**"), existing=existing) is None


def test_case_counts_unless_it_is_folded() -> None:
    assert beyond(touching("SRC"), touching("src/*")) == "src/a"
    assert beyond(touching("SRC"), touching("src/*"), fold_case=True) is None
    assert (
        beyond(touching("src/*.py"), touching("SRC/**"), existing=("Src/A.PY", "Src/A.md"), fold_case=True)
        == "Src/A.md"
    )


def test_a_budget_that_is_too_small_is_no_guess_but_a_file_decides() -> None:
    a, b = touching("*a*b*c*d*"), touching("*d*c*b*a*")
    with pytest.raises(ProofBudgetExceeded):
        beyond(a, b, budget=3)
    assert beyond(a, b, existing=("dcba",), budget=3) == "dcba"


@pytest.mark.parametrize("seed", range(200))
def test_it_agrees_with_inclusion_and_with_a_reading_of_the_language(seed: int) -> None:
    random = Random(seed)
    a, b = (
        touching(*random.sample(PATTERNS, 2), forbid=tuple(random.sample(PATTERNS, random.randrange(2))))
        for _ in range(2)
    )
    path = beyond(a, b)
    assert (path is None) == includes(a, b)
    assert path is None or is_beyond(path, a, b)
    known = [each for each in UNIVERSE if is_beyond(each, a, b)]
    assert beyond(a, b, existing=UNIVERSE) in (known or [path])


def is_beyond(path: str, a: Scope, b: Scope) -> bool:
    return oracle.can_write(path, b.touch or (), b.forbid) and not oracle.can_write(path, a.touch or (), a.forbid)
