"""Cases drawn from a small clone: which commits can be one, what the rankings see of it, and that it stays the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.localization import cases as command
from benchmarks.localization.baselines import BASELINES
from benchmarks.localization.case import Case, CaseId, read_case
from benchmarks.localization.case_files import CASES, Source, ids_text, read_ids, read_sources, texts
from benchmarks.localization.cases import Draw, draw
from benchmarks.localization.clones import Clone, clone_of
from benchmarks.localization.commits import usable_commits
from benchmarks.localization.cortex_rankings import Listed, RankRequest, by_command, in_process
from benchmarks.localization.measuring import AS_WRITTEN, CORTEX, PLAIN, Answer, Bench, measure
from benchmarks.localization.page import page
from benchmarks.localization.run import PAGE, answers_text
from tests.kit.repositories import ENVIRONMENT, git, write_files

NAME = "ada/shop"
WEEK = 7 * 86_400
START = 1_600_000_000
MODULES = [
    f"src/shop/{word}.py"
    for word in ["cart", "till", "price", "stock", "order", "label", "parcel", "refund", "coupon", "basket"]
]
MORE = [f"src/shop/extra{number}.py" for number in range(12)]
ROUNDS = "Round every amount half up before customers see their invoice\n\nThe {name} lost a cent of `half_even` money."


def module(path: str, value: int, note: str = "") -> str:
    name = Path(path).stem
    return f"{note}class {name.title()}:\n    def {name}_amount(self):\n        return {value}\n"


class History:
    """Commits in a work tree, each of them a year after the one before."""

    def __init__(self, root: Path) -> None:
        self.root, self.time = root, START
        root.mkdir(parents=True)
        git(root, "init", "-q", "-b", "main")

    def commit(self, message: str, files: dict[str, str], *, author: str = "Ada", weeks: int = 60) -> str:
        self.time += weeks * WEEK
        write_files(self.root, files)
        when = {"GIT_AUTHOR_DATE": f"{self.time} +0000", "GIT_COMMITTER_DATE": f"{self.time} +0000"}
        named = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_EMAIL": f"{author.lower()}@example.org"}
        git(self.root, "add", "-A")
        subprocess.run(
            ["git", "commit", "-q", "-m", message], cwd=self.root, env={**ENVIRONMENT, **when, **named}, check=True
        )
        return git(self.root, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder of clones with ada/shop in it, and the ids of its commits by what they are."""
    clones = tmp_path_factory.mktemp("clones")
    made = History(clones / "ada+shop" / "repo")
    ids = {"first": made.commit("Begin the shop", {path: module(path, 1) for path in (*MODULES, *MORE)})}
    for number, path in enumerate(MODULES[:6]):
        ids[path] = made.commit(
            ROUNDS.format(name=Path(path).stem),
            {path: module(path, 2), f"tests/test_{number}.py": "def test(): ...\n", "docs/money.md": f"{number}\n"},
        )
    pair = {path: module(path, 3) for path in MODULES[6:8]}
    ids["pair"] = made.commit("Let the warehouse send several boxes for one customer invoice", pair)
    ids["typo"] = made.commit(
        "Correct a typo that every careful customer sees on their invoice", {MODULES[8]: module(MODULES[8], 2)}
    )
    ids["bot"] = made.commit(ROUNDS.format(name="bot"), {MODULES[8]: module(MODULES[8], 3)}, author="ada[bot]")
    ids["comment"] = made.commit(
        "Explain why vouchers lose their amount after customers pay", {MODULES[8]: module(MODULES[8], 3, "# why\n")}
    )
    ids["short"] = made.commit("Fix it", {MODULES[9]: module(MODULES[9], 2)})
    ids["same work"] = made.commit(
        "Finish the baskets that customers fill before they pay amounts", {MODULES[9]: module(MODULES[9], 3)}, weeks=0
    )
    ids["large"] = made.commit("Teach labels to print every address customers gave once", {MODULES[5]: "x = 1\n" * 700})
    return clones, ids


@pytest.fixture(scope="module")
def clone(history: tuple[Path, dict[str, str]]) -> Clone:
    return clone_of(history[0], NAME)


@pytest.fixture(scope="module")
def source(history: tuple[Path, dict[str, str]]) -> Source:
    return Source(NAME, history[1]["large"], "Python", cases=6)


@pytest.fixture(scope="module")
def drawn(clone: Clone, source: Source) -> list[Case]:
    return draw(clone, replace(source, further=20)).cases


def test_only_work_on_behaviour_that_stands_alone_can_be_a_case(
    history: tuple[Path, dict[str, str]], clone: Clone, source: Source
) -> None:
    everything = draw(clone, replace(source, further=20))
    found = {case.commit for case in (*everything.cases, *everything.further)}
    ids = history[1]
    assert found == {*(ids[path] for path in MODULES[:6]), ids["pair"]}


def test_the_quota_holds_back_changes_of_one_file(clone: Clone, source: Source) -> None:
    alone = draw(clone, source)
    assert sorted(len(case.gold) for case in alone.cases) == [1, 1, 1, 2]
    assert alone.wanted == {"1": 0, "2-3": 1, "4-8": 1}
    assert alone.further == []


def test_no_year_has_more_than_its_share(clone: Clone, source: Source, drawn: list[Case]) -> None:
    of_one_year = Draw(source)
    told = {told.commit.oid: told for told in usable_commits(clone, source.commit)}
    for case in [case for case in drawn if len(case.gold) == 1]:
        of_one_year.take(told[case.commit], replace(case, date=START))
    assert len(of_one_year.cases) == 2


def test_a_case_asks_for_the_changed_source_files(history: tuple[Path, dict[str, str]]) -> None:
    ids = history[1]
    case = read_case(history[0], CaseId(NAME, ids[MODULES[1]], ids[MODULES[0]]))
    assert (case.gold, case.tests, case.new) == ((MODULES[1],), (), ())
    assert case.candidates == len(MODULES) + len(MORE)
    assert "The till lost a cent of `half_even` money." in case.raw
    assert "half_even" in case.blind
    assert case.plain is not None
    assert "half_even" not in case.plain


def test_drawing_and_reading_again_give_the_same_cases(
    history: tuple[Path, dict[str, str]], clone: Clone, source: Source, drawn: list[Case], tmp_path: Path
) -> None:
    assert draw(clone, replace(source, further=20)).cases == drawn
    kept = tmp_path / "cases.jsonl"
    kept.write_text(ids_text(drawn))
    assert [read_case(history[0], name) for name in read_ids(kept)] == drawn


def test_a_bare_clone_gives_the_same_cases(
    history: tuple[Path, dict[str, str]], source: Source, drawn: list[Case], tmp_path: Path
) -> None:
    bare = tmp_path / "ada+shop" / "repo"
    bare.parent.mkdir()
    git(tmp_path, "clone", "-q", "--bare", str(history[0] / "ada+shop" / "repo"), str(bare))
    assert draw(clone_of(tmp_path, NAME), replace(source, further=20)).cases == drawn


def test_a_clone_that_tells_another_story_is_refused(history: tuple[Path, dict[str, str]], drawn: list[Case]) -> None:
    with pytest.raises(ValueError, match="has the parent"):
        read_case(history[0], CaseId(NAME, drawn[0].commit, drawn[0].commit))
    with pytest.raises(FileNotFoundError, match="no clone of ada/nothing"):
        read_case(history[0], CaseId("ada/nothing", drawn[0].commit, drawn[0].parent))


def test_a_checkout_shows_nothing_later_than_the_parent(clone: Clone, drawn: list[Case], tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    for case in (drawn[-1], drawn[0]):
        clone.check_out(case.parent, root)
        assert git(root, "rev-parse", "HEAD") == case.parent
        assert git(root, "log", "--all", "--format=%H").split("\n")[0] == case.parent
        assert git(root, "for-each-ref") == ""
        assert git(root, "status", "--short") == ""


@pytest.mark.parametrize("rank", [in_process, by_command])
def test_every_ranking_answers_every_request(
    rank: RankRequest, history: tuple[Path, dict[str, str]], drawn: list[Case], tmp_path: Path
) -> None:
    answers = measure(Bench(history[0], tmp_path, rank), drawn[:1])
    assert [(answer.ranking, answer.variant) for answer in answers] == [
        (name, variant) for variant in (AS_WRITTEN, PLAIN) for name in (CORTEX, *BASELINES)
    ]
    assert all(answer.failure is None for answer in answers)
    as_written = {answer.ranking: answer for answer in answers if answer.variant == AS_WRITTEN}
    assert as_written[CORTEX].ranked[0] == drawn[0].gold[0]
    assert as_written["BM25 of whole files"].ranked[0] == drawn[0].gold[0]


def no_answer(root: Path, request: str) -> Listed:
    """Lists what cannot be right, and says that it failed."""
    return Listed(("tests/test_0.py", "docs/money.md", "src/shop/nowhere.py"), "nothing found")


@pytest.fixture(scope="module")
def failures(
    history: tuple[Path, dict[str, str]], drawn: list[Case], tmp_path_factory: pytest.TempPathFactory
) -> list[Answer]:
    return measure(Bench(history[0], tmp_path_factory.mktemp("work"), no_answer), drawn)


def test_files_that_cannot_be_right_do_not_count_and_failures_are_told(
    failures: list[Answer], source: Source, drawn: list[Case]
) -> None:
    asked = [answer for answer in failures if answer.ranking == CORTEX]
    assert all(answer.ranked == () and answer.score.recall == 0 for answer in asked)
    text = page(failures, [source])
    assert f"Cortex failed on {len(asked)} requests" in text
    assert f"| Cortex | 0.0 (0.0 to 0.0) | 0.0 (0.0 to 0.0) | 0.0 (0.0 to 0.0) | {0:.3f} |" in text
    assert f"| {NAME} | `{source.commit}` | Python | {len(drawn)} | 22 to 22 |" in text
    assert all(f"`{case.commit[:10]}`" in text for case in drawn)


def test_single_answers_can_be_read_where_they_may_be(failures: list[Answer]) -> None:
    rows = [json.loads(line) for line in answers_text(failures).splitlines()]
    assert len(rows) == len(failures)
    assert {row["failure"] for row in rows if row["ranking"] == CORTEX} == {"nothing found"}


@pytest.mark.parametrize("arguments", [["--answers", "answers.jsonl"], ["--group", "training", "--write"], []])
def test_single_answers_of_held_out_cases_and_pages_about_others_are_refused(
    arguments: list[str], tmp_path: Path
) -> None:
    clones = ["--clones", str(tmp_path)] if arguments else []
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.localization.run", *clones, *arguments],
        cwd=Path(__file__).parents[2],
        env={key: value for key, value in os.environ.items() if key != command.CLONES},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")


def test_texts_for_fitting_carry_the_whole_case(drawn: list[Case]) -> None:
    rows = [json.loads(line) for line in texts(drawn, "training").splitlines()]
    assert [row["request_raw"] for row in rows] == [case.raw for case in drawn]
    assert {row["split"] for row in rows} == {"training"}


def test_the_committed_cases_are_of_held_out_repositories_and_hold_no_text() -> None:
    held_out = {source.name for source in read_sources("held_out")}
    others = {source.name for group in ("development", "training") for source in read_sources(group)}
    assert held_out.isdisjoint(others)
    names = read_ids()
    assert {name.repository for name in names} == held_out
    assert len({name.commit for name in names}) == len(names)
    assert all(set(json.loads(line)) == {"repository", "commit", "parent"} for line in CASES.read_text().splitlines())


@pytest.mark.skipif(not PAGE.exists(), reason="the page is written with clones that are not here")
def test_the_page_is_about_the_committed_cases() -> None:
    text = PAGE.read_text()
    assert all(f"`{name.commit[:10]}`" in text for name in read_ids())
    assert all(f"| {source.name} | `{source.commit}` |" in text for source in read_sources("held_out"))


@pytest.mark.skipif(command.CLONES not in os.environ, reason=f"{command.CLONES} names no folder of clones")
def test_the_committed_cases_are_those_that_the_clones_give() -> None:
    clones = Path(os.environ[command.CLONES])
    again = [
        case.name for source in read_sources("held_out") for case in draw(clone_of(clones, source.name), source).cases
    ]
    assert again == read_ids()
