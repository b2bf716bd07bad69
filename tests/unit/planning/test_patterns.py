from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.scope import covers
from cortex_cli.planning.patterns import literal_patterns, short_patterns, suffix
from tests.unit.planning.builders import unhurried

TREE = ("src/a/one.py", "src/a/two.py", "src/a/deep/x.py", "src/a/notes.md", "src/b/one.py", "setup.py")
names = st.from_regex(r"([ab]/){0,2}[a-d]\.(py|md|\[x)|([ab]/){0,2}Makefile", fullmatch=True)
trees = st.lists(names, min_size=1, max_size=20, unique=True)


def test_names_are_escaped_so_that_they_mean_themselves() -> None:
    assert literal_patterns(["b", "app/[id]/page.tsx"]) == ("app/\\[id\\]/page.tsx", "b")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (TREE[:3], ("src/a/**/*.py",)),
        (TREE[:2], ("src/a/*.py",)),
        (TREE[:4], ("src/a/",)),
        (TREE[4:5], ("src/b/one.py",)),
        (("src/a/one.py", "src/b/one.py"), ("src/a/one.py", "src/b/one.py")),
        ((*TREE[:3], *TREE[4:]), ("**/*.py",)),
        ((TREE[0], TREE[1], TREE[4]), ("src/a/*.py", "src/b/one.py")),
        ((), ()),
    ],
)
def test_a_pattern_is_used_where_it_means_exactly_those_files(
    files: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert short_patterns(files, TREE) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("a/b.py", ".py"), ("x.tar.gz", ".gz"), (".env", ""), ("a.d/b", ""), ("end.", "")]
)
def test_suffixes(path: str, expected: str) -> None:
    assert suffix(path) == expected


@unhurried
@given(trees, st.data())
def test_of_the_existing_files_exactly_the_wanted_ones_match(tree: list[str], data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(tree), unique=True))
    patterns = short_patterns(wanted, tree)
    assert sorted(path for path in tree if covers(patterns, path)) == sorted(wanted)
    assert len(patterns) <= len(wanted)
