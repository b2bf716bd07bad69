from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from cortex_cli.model.events import (
    Activity,
    AttemptChanged,
    Event,
    EventBody,
    GateStarted,
    ObjectiveChanged,
    ObjectivesCreated,
    Phase,
    PhaseCompleted,
    PhaseStarted,
    RunChanged,
    WaveCompleted,
    WavesCreated,
    WaveStarted,
    WorkerOutput,
)
from cortex_cli.model.plan import Wave
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState
from cortex_cli.pipeline.progress import ObjectiveStatus, Progress
from tests.unit.reporting.samples import PLAN, START

RUNNING, COMPLETED, FAILED = ObjectiveState.RUNNING, ObjectiveState.COMPLETED, ObjectiveState.FAILED


class HandClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> datetime:
        return START.astimezone(UTC)

    def elapsed(self) -> float:
        return self.seconds


class Story:
    """A Progress, its clock, and events told in order."""

    def __init__(self, *, planned: bool = True) -> None:
        self.clock = HandClock()
        self.progress = Progress(self.clock, PLAN if planned else None)
        self.seq = 0

    def tell(self, body: EventBody, objective: str | None = None, attempt: int | None = None) -> None:
        self.seq += 1
        self.progress(Event(self.seq, self.clock.now(), body.kind, objective, attempt, body))

    def after(self, seconds: float) -> Story:
        self.clock.seconds += seconds
        return self

    def of(self, name: str) -> ObjectiveStatus:
        return next(item for item in self.progress.status().objectives if item.id == name)


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def running(story: Story) -> Story:
    """The first wave of the sample plan at work: auth is estimated at 300 seconds, docs 60, api 240."""
    story.tell(PhaseStarted(Phase.EXECUTION))
    story.tell(WaveStarted(1, ("auth", "docs")))
    story.tell(ObjectiveChanged(RUNNING), "auth")
    story.tell(ObjectiveChanged(RUNNING), "docs")
    return story


def test_before_anything_happens_there_is_no_phase(story: Story) -> None:
    status = story.progress.status()
    assert (status.phase, status.percent, status.remaining, status.wave) == (None, 0.0, None, None)
    assert [item.title for item in status.objectives] == [item.title for item in PLAN.objectives]


def test_elapsed_time_counts_from_the_start(story: Story) -> None:
    assert story.after(12.5).progress.status().elapsed == 12.5


def test_an_activity_gives_words_and_percent_of_its_phase(story: Story) -> None:
    story.tell(PhaseStarted(Phase.ANALYSIS))
    story.tell(Activity("reading history", 40.0))
    story.tell(Activity("ranking"))
    status = story.progress.status()
    assert (status.phase, status.percent, status.activity) == (Phase.ANALYSIS, 40.0, "ranking")


def test_percent_never_goes_back_within_a_phase_and_starts_again_with_the_next(story: Story) -> None:
    story.tell(PhaseStarted(Phase.ANALYSIS))
    story.tell(Activity("a", 70.0))
    story.tell(Activity("b", 20.0))
    assert story.progress.status().percent == 70.0
    story.tell(PhaseCompleted(Phase.ANALYSIS, None, 1.0))
    assert story.progress.status().percent == 100.0
    story.tell(PhaseStarted(Phase.PLANNING))
    assert story.progress.status().percent == 0.0


def test_without_a_plan_objectives_and_waves_are_learnt_from_events() -> None:
    story = Story(planned=False)
    story.tell(ObjectivesCreated(("a", "b")))
    story.tell(WavesCreated((Wave(1, ("b",)), Wave(2, ("a",)))))
    status = story.progress.status()
    assert [(item.id, item.title, item.wave) for item in status.objectives] == [("a", "a", 2), ("b", "b", 1)]
    assert status.waves == (Wave(1, ("b",)), Wave(2, ("a",)))


def test_a_plan_that_arrives_later_gives_titles_and_keeps_what_is_known() -> None:
    story = Story(planned=False)
    story.tell(ObjectiveChanged(COMPLETED), "auth")
    story.progress.follow(PLAN)
    assert (story.of("auth").title, story.of("auth").state) == ("Issue and verify tokens", COMPLETED)


def test_an_objective_at_work_shows_worker_activity_and_seconds(running: Story) -> None:
    running.tell(AttemptChanged(AttemptState.RUNNING, "recorded"), "auth", 1)
    running.tell(WorkerOutput("writing tokens.py"), "auth", 1)
    running.after(30)
    item = running.of("auth")
    assert (item.state, item.worker, item.activity, item.seconds) == (
        RUNNING,
        "recorded",
        "writing tokens.py",
        30.0,
    )


def test_a_second_attempt_is_told(running: Story) -> None:
    running.tell(AttemptChanged(AttemptState.RUNNING, "recorded"), "auth", 2)
    assert running.of("auth").activity == "attempt 2"


def test_the_time_of_an_ended_objective_stands_still(running: Story) -> None:
    running.after(50).tell(ObjectiveChanged(FAILED, "left its scope"), "docs")
    running.after(50)
    assert (running.of("docs").seconds, running.of("docs").activity) == (50.0, "left its scope")


def test_time_of_a_retry_adds_up_without_the_wait(running: Story) -> None:
    running.after(10).tell(ObjectiveChanged(ObjectiveState.RETRYING), "docs")
    running.tell(ObjectiveChanged(ObjectiveState.READY), "docs")
    running.after(100).tell(ObjectiveChanged(RUNNING), "docs")
    running.after(5)
    assert running.of("docs").seconds == 15.0


def test_execution_is_weighed_by_estimates(running: Story) -> None:
    assert running.progress.status().percent == 0.0
    running.after(60).tell(ObjectiveChanged(COMPLETED), "docs")
    assert running.progress.status().percent == pytest.approx(100 * (60 + 60) / 600)


def test_an_objective_past_its_estimate_is_never_counted_as_done(running: Story) -> None:
    running.after(10_000)
    assert running.progress.status().percent == pytest.approx(100 * 0.95 * 360 / 600)


def test_remaining_time_is_the_longest_of_each_open_wave(running: Story) -> None:
    assert running.progress.status().remaining == 300 + 240
    running.after(100)
    assert running.progress.status().remaining == 200 + 240


def test_remaining_time_follows_the_pace_so_far(running: Story) -> None:
    running.after(30).tell(ObjectiveChanged(COMPLETED), "docs")
    assert running.progress.status().remaining == (150 - 30) + 120


def test_remaining_time_is_unknown_outside_execution(story: Story) -> None:
    story.tell(PhaseStarted(Phase.PLANNING))
    assert story.progress.status().remaining is None


def test_gates_and_waves_are_activities(running: Story) -> None:
    running.tell(GateStarted("tests"))
    assert running.progress.status().activity == "gate tests"
    running.tell(WaveCompleted(1, None, "gate tests failed"))
    assert running.progress.status().activity == "wave 1 gate tests failed"
    running.tell(WaveCompleted(1, "abc"))
    assert running.progress.status().activity == "wave 1 integrated"


def test_the_state_of_the_run_is_known(running: Story) -> None:
    running.tell(RunChanged("run-1", RunState.FAILED, "red"))
    assert running.progress.status().run_state is RunState.FAILED


def test_hearing_an_event_twice_changes_nothing(running: Story) -> None:
    running.after(20)
    for _ in range(2):
        running.tell(ObjectiveChanged(COMPLETED), "docs")
    assert running.of("docs").seconds == 20.0


def test_readers_and_tellers_may_be_different_threads(running: Story) -> None:
    def tell() -> None:
        for number in range(60):
            running.tell(ObjectiveChanged(RUNNING), f"new-{number}")

    teller = threading.Thread(target=tell)
    teller.start()
    counts = [len(running.progress.status().objectives) for _ in range(60)]
    teller.join()
    assert counts == sorted(counts)
    assert len(running.progress.status().objectives) == 63


def test_wave_0_is_a_wave_like_any_other() -> None:
    story = Story(planned=False)
    story.tell(PhaseStarted(Phase.EXECUTION))
    story.tell(ObjectivesCreated(("first", "rest", "unplaced")))
    story.tell(WavesCreated((Wave(0, ("first",)), Wave(1, ("rest",)))))
    story.tell(WaveStarted(0, ("first",)))
    status = story.progress.status()
    assert status.wave == 0
    assert status.waves == (Wave(0, ("first",)), Wave(1, ("rest",)))
