from __future__ import annotations

from cortex_cli.model.analysis import Candidate, Creation, Role
from cortex_cli.planning.drafts import Draft, drafts_from, one_draft
from cortex_cli.planning.ground import Ground
from tests.unit.planning.builders import analysis_of, group

GROUND = Ground(("a.py", "b.py", "docs/x.md", "src/a.py", "src/b.py", "tests/t.py"), ("b.py", "gen/"))


def candidate(path: str, score: float = 0.9, role: Role = Role.SOURCE) -> Candidate:
    return Candidate(path, score, (), role)


def test_files_and_places_that_may_not_be_written_are_left_out() -> None:
    (draft,), _ = drafts_from(analysis_of(group("g", "a.py", "b.py", "gone.py", new=("gen/*.py", "n/*"))), GROUND)
    assert (draft.files, draft.creations) == (("a.py",), ("n/*",))


def test_a_place_for_new_files_that_is_a_file_already_is_that_file() -> None:
    groups = (group("g", "a.py"), group("h", new=("src/a.py", "a.py")))
    drafts, _ = drafts_from(analysis_of(*groups), GROUND)
    assert [(each.files, each.creations) for each in drafts] == [(("a.py",), ()), (("src/a.py",), ())]


def test_a_group_with_nothing_left_is_no_draft_but_its_needs_pass_on() -> None:
    groups = (
        group("a", "a.py", needs=("b", "a", "unknown")),
        group("b", "b.py", needs=("c",)),
        group("c", "src/a.py"),
    )
    drafts, _ = drafts_from(analysis_of(*groups), GROUND)
    assert [(each.name, each.needs) for each in drafts] == [("a", ("c",)), ("c", ())]


def test_groups_of_one_name_are_one_draft() -> None:
    (draft,), _ = drafts_from(analysis_of(group("g", "a.py"), group("g", "src/a.py", "a.py")), GROUND)
    assert draft.files == ("a.py", "src/a.py")


def test_a_candidate_goes_to_the_draft_in_its_directory_then_to_one_of_its_role() -> None:
    groups = (
        group("docs", "docs/x.md", role=Role.DOCS),
        group("src", "src/a.py"),
        group("tests", "tests/t.py", role=Role.TEST),
    )
    extra = (candidate("src/b.py"), candidate("a.py", role=Role.TEST))
    drafts, uncovered = drafts_from(analysis_of(*groups, candidates=extra), GROUND)
    assert [each.files for each in drafts] == [
        ("docs/x.md",),
        ("src/a.py", "src/b.py"),
        ("tests/t.py", "a.py"),
    ]
    assert uncovered == ()


def test_a_place_for_new_files_that_is_in_no_group_goes_to_the_nearest_draft() -> None:
    creations = (Creation("src/new*.py", (), Role.SOURCE), Creation("gen/x", (), Role.SOURCE))
    drafts, _ = drafts_from(analysis_of(group("t", "tests/t.py"), group("s", "src/a.py"), creations=creations), GROUND)
    assert [each.creations for each in drafts] == [(), ("src/new*.py",)]


def test_only_candidates_from_the_threshold_on_must_be_covered() -> None:
    drafts, uncovered = drafts_from(analysis_of(candidates=(candidate("b.py", 0.5), candidate("gone", 0.49))), GROUND)
    assert drafts == ()
    assert [(each.path, each.reason) for each in uncovered] == [("b.py", "the team's global_forbid covers it")]


def test_all_drafts_as_one_have_every_file_and_place_once() -> None:
    one = Draft("a", Role.SOURCE, ("x", "y"), ("n/*",), needs=("b",))
    other = Draft("b", Role.DOCS, ("y", "z"), ("n/*", "m/*"))
    (whole,) = one_draft([one, other])
    assert (whole.files, whole.creations, whole.needs) == (("x", "y", "z"), ("n/*", "m/*"), ())
    assert one_draft([one]) == (one,)
    assert one_draft([]) == ()
