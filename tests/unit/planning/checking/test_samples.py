from __future__ import annotations

from random import Random

import pytest

from cortex_cli.model.pattern import parse
from cortex_cli.model.scope import covers
from cortex_cli.planning.checking.samples import sample
from tests.unit.model.oracle import random_pattern


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("src/a.py", "src/a.py/x"),
        ("src/", "src/x"),
        ("src/*.py", "src/x.py"),
        ("src/**/test_?.py", "src/x/test_x.py"),
        ("v[0-9]/[!a]", "v0/x"),
        ("a\\*/*", "a*/x"),
    ],
)
def test_a_sample_is_a_path_that_the_pattern_matches(pattern: str, path: str) -> None:
    assert sample(parse(pattern)) == path
    assert covers((pattern,), path)


def test_few_patterns_have_a_sample_that_they_do_not_match() -> None:
    random = Random(7)
    patterns = [text for text in (random_pattern(random) for _ in range(2_000)) if not parse(text).is_void]
    missed = [text for text in patterns if not covers((text,), sample(parse(text)))]
    assert len(missed) < len(patterns) // 20
