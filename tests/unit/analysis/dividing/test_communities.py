from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.history import read_past
from cortex_cli.analysis.dividing.communities import LARGEST, MOST_GROUPS, find_communities, group_name, merge_cycles
from tests.unit.analysis.project import API, graph_of, past_commits

NOTHING = read_past([], set())


def test_modules_of_one_name_belong_together() -> None:
    files = ["api/users.py", "api/routes/users.py", "api/tasks.py", "api/routes/tasks.py"]
    assert find_communities(files, graph_of(API), NOTHING) == [
        ("api/routes/tasks.py", "api/tasks.py"),
        ("api/routes/users.py", "api/users.py"),
    ]


def test_files_without_anything_in_common_stay_apart() -> None:
    graph = graph_of({"a/x.py": "", "b/y.py": "", "c/z.py": ""})
    assert find_communities(["a/x.py", "b/y.py", "c/z.py"], graph, NOTHING) == [
        ("a/x.py",),
        ("b/y.py",),
        ("c/z.py",),
    ]


def test_a_file_that_many_import_does_not_pull_them_together() -> None:
    texts = {"errors.py": "", **{f"{name}/{name}.py": "import errors\n" for name in "abcdef"}}
    assert len(find_communities(sorted(texts), graph_of(texts), NOTHING)) >= 6


def test_files_that_always_change_together_are_one_group() -> None:
    pair = ("a/x.py", "b/y.py")
    history = read_past(past_commits(*[("change", pair)] * 4), set(pair))
    assert find_communities(list(pair), graph_of(dict.fromkeys(pair, "")), history) == [pair]


def test_groups_stay_small_enough_for_one_worker() -> None:
    texts = {f"a/m{number:02}.py": f"import m{number - 1:02}\n" if number else "" for number in range(30)}
    groups = find_communities(sorted(texts), graph_of(texts), NOTHING)
    assert max(len(group) for group in groups) <= LARGEST
    assert sum(len(group) for group in groups) == 30


def test_there_are_never_too_many_groups() -> None:
    texts = {f"d{number:02}/m{number:02}.py": "" for number in range(40)}
    groups = find_communities(sorted(texts), graph_of(texts), NOTHING)
    assert len(groups) <= MOST_GROUPS
    assert sorted(path for group in groups for path in group) == sorted(texts)


def test_the_order_of_the_files_does_not_matter() -> None:
    files = [path for path in API if path.startswith("api/")]
    graph = graph_of(API)
    assert find_communities(files, graph, NOTHING) == find_communities(files[::-1], graph, NOTHING)


def test_no_files_make_no_groups() -> None:
    assert find_communities([], graph_of({}), NOTHING) == []


def test_groups_that_import_each_other_become_one() -> None:
    graph = graph_of({"a.py": "import b\n", "b.py": "import c\n", "c.py": "import a\n", "d.py": "import a\n"})
    assert merge_cycles([("a.py",), ("b.py",), ("c.py",), ("d.py",)], graph) == [
        ("a.py", "b.py", "c.py"),
        ("d.py",),
    ]


@pytest.mark.parametrize(
    ("files", "name"),
    [
        (["api/users.py"], "users"),
        (["api/users.py", "api/routes/users.py"], "users"),
        (["api/routes/a.py", "api/routes/b.py"], "routes"),
        (["a.py", "b.py"], "a"),
        (["api/routes/__init__.py"], "routes"),
        ([".hidden"], "hidden"),
    ],
)
def test_a_group_is_called_after_its_module_or_directory(files: list[str], name: str) -> None:
    assert group_name(files, []) == name


def test_names_are_unique() -> None:
    taken: list[str] = []
    for _ in range(4):
        taken.append(group_name(["api/users.py"], taken))
    assert len(set(taken)) == 4
    assert taken[:2] == ["users", "api-users"]
