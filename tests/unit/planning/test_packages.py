from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.planning.packages import divide
from tests.unit.planning.builders import unhurried

paths = st.lists(st.from_regex(r"([ab]/){0,2}[a-f]\.py", fullmatch=True), min_size=1, max_size=25, unique=True)


def folder(path: str) -> str:
    return path.rpartition("/")[0]


def test_parts_follow_directories_and_stay_in_path_order() -> None:
    files = ["src/a/1.py", "src/a/2.py", "src/b/1.py", "tests/1.py", "tests/2.py", "tests/3.py"]
    assert divide(files, 2) == (tuple(files[:3]), tuple(files[3:]))


def test_there_are_as_many_parts_as_asked_for_while_there_are_directories() -> None:
    files = [f"a/{n}.py" for n in range(50)] + ["b/1.py", "c/1.py", "d/1.py"]
    assert [len(part) for part in divide(files, 4)] == [50, 1, 1, 1]
    assert [len(part) for part in divide(files, 9)] == [50, 1, 1, 1]


def test_a_lone_directory_is_divided_only_if_it_is_large() -> None:
    small = [f"pkg/{n}.py" for n in range(7)]
    large = [f"pkg/{n:02}.py" for n in range(40)]
    assert divide(small, 4) == (tuple(small),)
    assert [len(part) for part in divide(large, 4)] == [10, 10, 10, 10]


def test_a_parent_directory_is_a_package_of_its_own() -> None:
    files = ["pkg/a.py", "pkg/sub/a.py", "pkg/sub/b.py"]
    assert divide(files, 3) == (("pkg/a.py",), ("pkg/sub/a.py", "pkg/sub/b.py"))


def test_names_that_sort_between_a_directory_and_its_parent_do_not_tear_it_apart() -> None:
    files = ["a/x.py", "a-b/x.py", "a/y.py", "a/c/x.py"]
    assert [sorted({folder(path) for path in part}) for part in divide(files, 3)] == [["a"], ["a/c"], ["a-b"]]


@unhurried
@given(paths, st.integers(1, 6))
def test_parts_cover_the_files_once_and_directories_stay_whole(files: list[str], most: int) -> None:
    parts = divide(files, most)
    assert sorted(path for part in parts for path in part) == sorted(files)
    assert len(parts) <= most
    homes = [{folder(path) for path in part} for part in parts]
    if len({folder(path) for path in files}) > 1:
        assert all(not a & b for a, b in itertools.combinations(homes, 2))


@unhurried
@given(st.lists(st.integers(1, 9), min_size=2, max_size=6), st.integers(2, 4))
def test_the_largest_part_is_as_small_as_neighbouring_directories_allow(sizes: list[int], most: int) -> None:
    files = [f"d{index}/{n}.py" for index, size in enumerate(sizes) for n in range(size)]
    largest = max(len(part) for part in divide(files, most))
    best = min(
        max(sum(sizes[a:b]) for a, b in itertools.pairwise((0, *cut, len(sizes))))
        for count in range(min(most, len(sizes)))
        for cut in itertools.combinations(range(1, len(sizes)), count)
    )
    assert largest == best
