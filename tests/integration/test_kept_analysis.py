"""A request that was analysed before is answered from the index, and nobody could tell from the answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cortex_cli.analysis.analyzer import analyze
from cortex_cli.analysis.kept_analysis import DAYS, kept_analysis, pack_analysis, unpack_analysis
from cortex_cli.analysis.recipe import recipe
from cortex_cli.config.paths import index_file
from cortex_cli.index.opening import use_index
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.encoding import document, json_text
from cortex_cli.model.events import Activity, Emit, EventBody
from cortex_cli.model.run import ChangeKind
from cortex_cli.model.statistics import NO_STATISTICS, JudgedFile, JudgedRun, Statistics
from cortex_cli.model.task_type import TaskType
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.repositories import commit_files, make_repository
from tests.unit.analysis.project import API

REQUEST = "Store the password of a user as a hash"
MISSED = JudgedFile("api/reports.py", None, chosen=False, change=ChangeKind.MODIFIED)
RUN = JudgedRun(TaskType.FEATURE, 0.0, (MISSED, JudgedFile("api/users.py", 0.5, chosen=True, change=None)))


class SetClock:
    days = 0.0

    def now(self) -> datetime:
        return datetime(2026, 1, 2, tzinfo=UTC) + timedelta(days=self.days)

    def elapsed(self) -> float:
        return 0.0


@dataclass
class Desk:
    """Asks for analyses, and counts how many had to be made; `told` are the events of the last one."""

    repository: Repository
    clock: SetClock
    made: int = 0
    told: tuple[EventBody, ...] = ()

    def ask(self, request: str = REQUEST, statistics: Statistics = NO_STATISTICS, commit: str | None = None) -> str:
        at = commit or self.repository.head()
        heard: list[EventBody] = []

        def make(emit: Emit) -> Analysis:
            self.made += 1
            return analyze(self.repository, request, commit=at, emit=emit, statistics=statistics)

        def emit(body: EventBody, objective: str | None = None, attempt: int | None = None) -> None:
            heard.append(body)

        found = kept_analysis(
            self.repository, request, commit=at, statistics=statistics, clock=self.clock, emit=emit, make=make
        )
        self.told = tuple(body for body in heard if not isinstance(body, Activity))
        return json_text(document("analysis", found))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    root = make_repository(tmp_path / "r", API)
    commit_files(root, {"api/users.py": API["api/users.py"] + "\n# the password\n"}, "Users have a password")
    return Desk(discover(root), SetClock())


def test_the_second_answer_is_the_first_byte_for_byte_and_tells_the_same(desk: Desk) -> None:
    first, told = desk.ask(), desk.told
    assert desk.ask() == first
    assert desk.made == 1
    assert desk.told == told != ()


def test_another_request_commit_or_history_is_another_analysis(desk: Desk) -> None:
    desk.ask()
    parent = desk.repository.resolve("HEAD~1")
    desk.ask(REQUEST + "!")
    desk.ask(commit=parent)
    desk.ask(statistics=Statistics((RUN,) * 2))
    desk.repository = replace(desk.repository, ignore_case=True)
    desk.ask()
    assert desk.made == 5
    desk.ask(commit=parent)
    assert desk.made == 6, "without the case of before, and so anew"


def test_a_kept_analysis_is_the_one_that_would_be_made(desk: Desk) -> None:
    seen = Statistics((RUN,) * 3)
    kept = [desk.ask(statistics=seen) for _ in range(2)][1]
    fresh = analyze(desk.repository, REQUEST, commit=desk.repository.head(), statistics=seen)
    assert kept == json_text(document("analysis", fresh))


def test_after_a_month_it_is_made_anew(desk: Desk) -> None:
    first = desk.ask()
    desk.clock.days = DAYS - 0.1
    desk.ask()
    assert desk.made == 1
    desk.clock.days = DAYS
    assert desk.ask() == first
    assert desk.made == 2


def damage(value: bytes) -> bytes:
    return value[:-1] + bytes([value[-1] ^ 1])


@pytest.mark.parametrize("spoil", [damage, lambda value: b"", lambda value: value[:10]])
def test_a_damaged_analysis_is_made_anew(desk: Desk, spoil: Callable[[bytes], bytes]) -> None:
    first = desk.ask()

    def spoiled(index: object) -> None:
        connection = index._connection  # type: ignore[attr-defined]
        for number, value in connection.execute("SELECT id, value FROM cached").fetchall():
            connection.execute("UPDATE cached SET value = ? WHERE id = ?", (spoil(value), number))

    use_index(index_file(desk.repository.common_dir), recipe(), spoiled)
    assert [desk.ask(), desk.ask()] == [first, first]
    assert desk.made == 2


def test_an_analysis_with_an_index_that_cannot_be_kept_is_not_kept_either(desk: Desk) -> None:
    place = index_file(desk.repository.common_dir)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.mkdir()
    first = desk.ask()
    assert "nothing of what was read is kept" in first
    place.rmdir()
    assert "nothing of what was read is kept" not in desk.ask()
    assert desk.made == 2


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[0.5]", b"[0.5, {}]", b'["x", {"id": 1}]', b"\xff"])
def test_what_is_no_analysis_is_none(data: bytes) -> None:
    assert unpack_analysis(data) is None


def test_an_analysis_is_packed_without_loss(desk: Desk) -> None:
    made = analyze(desk.repository, REQUEST, commit=desk.repository.head())
    odd = replace(made, request="caf\udce9 ☕ \x00")
    assert unpack_analysis(pack_analysis(odd, 0.1 + 0.2)) == (odd, 0.1 + 0.2)
    assert json.loads(pack_analysis(made, 1.0))[0] == 1.0
