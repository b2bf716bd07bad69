from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.scope import covers
from cortex_cli.planning.patterns import Landscape, literal_patterns, suffix
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
    assert Landscape(TREE).short_patterns(files) == expected


@pytest.mark.parametrize(
    ("path", "expected"), [("a/b.py", ".py"), ("x.tar.gz", ".gz"), (".env", ""), ("a.d/b", ""), ("end.", "")]
)
def test_suffixes(path: str, expected: str) -> None:
    assert suffix(path) == expected


def test_where_case_folds_a_pattern_also_means_the_other_spelling() -> None:
    tree = ["src/A.PY", "src/b.py", "doc/x.py"]
    assert Landscape(tree).short_patterns(["src/b.py"]) == ("src/b.py",)
    assert Landscape(tree, fold_case=True).short_patterns(["src/b.py"]) == ("src/b.py",)
    assert Landscape(tree, fold_case=True).short_patterns(["src/A.PY", "src/b.py"]) == ("src/*.py",)
    assert Landscape(["SRC/a.x", "SRC/b.y"], fold_case=True).short_patterns(["SRC/a.x", "SRC/b.y"]) == ("SRC/",)


@unhurried
@given(trees, st.booleans(), st.data())
def test_of_the_existing_files_exactly_the_wanted_ones_match(tree: list[str], fold: bool, data: st.DataObject) -> None:
    wanted = data.draw(st.lists(st.sampled_from(tree), unique=True))
    patterns = Landscape(tree, fold_case=fold).short_patterns(wanted)
    matched = [path for path in tree if covers(patterns, path, fold_case=fold)]
    assert sorted(matched) == sorted(wanted)
    assert len(patterns) <= len(wanted)
