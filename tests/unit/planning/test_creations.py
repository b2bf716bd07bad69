from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from cortex_cli.model.analysis import Role
from cortex_cli.model.scope import Scope, overlap
from cortex_cli.planning.creations import apportion
from cortex_cli.planning.drafts import Draft
from cortex_cli.planning.patterns import literal_patterns
from tests.unit.planning.builders import unhurried


def draft(name: str, *files: str, new: tuple[str, ...] = ()) -> Draft:
    return Draft(name, Role.SOURCE, files, new)


def scope(each: Draft) -> Scope:
    return Scope(touch=(*literal_patterns(each.files), *each.creations), forbid=each.forbid)


def test_patterns_that_do_not_meet_stay_as_they_are() -> None:
    drafts = (draft("a", "x.py", new=("a/*.py",)), draft("b", "y.py", new=("b/*.py", "docs/")))
    assert apportion(drafts) == drafts


def test_a_file_of_another_draft_is_forbidden_by_its_escaped_name() -> None:
    found = apportion([draft("a", new=("app/**",)), draft("b", "app/[id].tsx")])
    assert found[0].forbid == ("app/\\[id\\].tsx",)
    assert overlap(scope(found[0]), scope(found[1])) is None


def test_the_wider_pattern_forbids_the_narrower_one() -> None:
    wide, narrow = apportion([draft("a", "x", new=("src/",)), draft("b", "y", new=("src/b/*.py",))])
    assert (wide.forbid, narrow.forbid) == (("src/b/*.py",), ())


def test_a_wider_pattern_is_dropped_where_the_narrower_one_covers_files_of_the_same_draft() -> None:
    wide, narrow = apportion([draft("a", "src/b/x.py", new=("src/**",)), draft("b", "y", new=("src/b/*.py",))])
    assert (wide.creations, wide.forbid) == ((), ())
    assert narrow.forbid == ("src/b/x.py",)


def test_of_patterns_that_meet_in_part_the_one_with_files_nearby_stays_whole() -> None:
    one, other = draft("a", "x.py", new=("tests/test_*",)), draft("b", "tests/k.py", new=("tests/*_a.py",))
    first, second = apportion([one, other])
    assert (first.forbid, second.forbid) == (("tests/k.py", "tests/*_a.py")[1:], ())


def test_equal_patterns_stay_with_the_first_of_equals() -> None:
    new = ("migrations/*.sql",)
    found = apportion([draft("a", "x", new=new), draft("b", "y", new=new), draft("c", "z", new=new)])
    assert [each.creations for each in found] == [new, (), ()]


def test_a_draft_that_has_nothing_else_keeps_its_pattern() -> None:
    new = ("migrations/*.sql",)
    found = apportion([draft("a", "x", new=new), draft("b", new=new)])
    assert [each.creations for each in found] == [new, new]


def test_patterns_of_one_draft_may_meet() -> None:
    drafts = (draft("a", "src/x.py", new=("src/*.py", "src/**")),)
    assert apportion(drafts) == drafts


new_files = st.lists(st.sampled_from(["s/", "s/*.py", "s/a*", "**/a.py", "s/[ab].py", "t/**"]), max_size=2, unique=True)


@unhurried
@given(st.lists(new_files, min_size=1, max_size=4))
def test_drafts_with_a_file_of_their_own_never_meet_afterwards(patterns: list[list[str]]) -> None:
    paths = ("s/a.py", "s/b.py", "t/a.py", "u.py")
    drafts = [draft(path, path, new=tuple(new)) for path, new in zip(paths, patterns, strict=False)]
    found = apportion(drafts)
    for one, other in itertools.combinations(found, 2):
        assert overlap(scope(one), scope(other)) is None
    for before, after in zip(drafts, found, strict=True):
        assert after.files == before.files
        assert set(after.creations) <= set(before.creations)
