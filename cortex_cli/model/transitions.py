"""The guarded state tables: (state, event) leads to one state, anything else is refused.

The shape follows procrastinate's guarded updates: states are data, and a change that the table does not
name is an error of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from cortex_cli.model.errors import InvariantError
from cortex_cli.model.run import AttemptState, ObjectiveState, RunState

State = TypeVar("State", bound=StrEnum)
Event = TypeVar("Event", bound=StrEnum)


class RunEvent(StrEnum):
    START = "start"
    PAUSE = "pause"
    CONTINUE = "continue"
    SUCCEED = "succeed"
    FAIL = "fail"
    QUARANTINE = "quarantine"
    CANCEL = "cancel"
    RETRY = "retry"


class ObjectiveEvent(StrEnum):
    RELEASE = "release"
    START = "start"
    COMPLETE = "complete"
    FAIL = "fail"
    BLOCK = "block"
    UNBLOCK = "unblock"
    CANCEL = "cancel"
    RETRY = "retry"


class AttemptEvent(StrEnum):
    START = "start"
    COMPLETE = "complete"
    ERROR = "error"
    CANCEL = "cancel"
    LOSE = "lose"


RUN: Mapping[tuple[RunState, RunEvent], RunState] = {
    (RunState.PENDING, RunEvent.START): RunState.RUNNING,
    (RunState.PENDING, RunEvent.CANCEL): RunState.CANCELED,
    (RunState.RUNNING, RunEvent.PAUSE): RunState.PAUSED,
    (RunState.PAUSED, RunEvent.CONTINUE): RunState.RUNNING,
    (RunState.PAUSED, RunEvent.CANCEL): RunState.CANCELED,
    (RunState.RUNNING, RunEvent.SUCCEED): RunState.SUCCEEDED,
    (RunState.RUNNING, RunEvent.FAIL): RunState.FAILED,
    (RunState.RUNNING, RunEvent.QUARANTINE): RunState.QUARANTINED,
    (RunState.RUNNING, RunEvent.CANCEL): RunState.CANCELED,
    (RunState.FAILED, RunEvent.RETRY): RunState.RUNNING,
}

OBJECTIVE: Mapping[tuple[ObjectiveState, ObjectiveEvent], ObjectiveState] = {
    (ObjectiveState.PENDING, ObjectiveEvent.RELEASE): ObjectiveState.READY,
    (ObjectiveState.PENDING, ObjectiveEvent.BLOCK): ObjectiveState.BLOCKED,
    (ObjectiveState.PENDING, ObjectiveEvent.CANCEL): ObjectiveState.CANCELED,
    (ObjectiveState.READY, ObjectiveEvent.START): ObjectiveState.RUNNING,
    (ObjectiveState.READY, ObjectiveEvent.BLOCK): ObjectiveState.BLOCKED,
    (ObjectiveState.READY, ObjectiveEvent.CANCEL): ObjectiveState.CANCELED,
    (ObjectiveState.RUNNING, ObjectiveEvent.COMPLETE): ObjectiveState.COMPLETED,
    (ObjectiveState.RUNNING, ObjectiveEvent.FAIL): ObjectiveState.FAILED,
    (ObjectiveState.RUNNING, ObjectiveEvent.CANCEL): ObjectiveState.CANCELED,
    (ObjectiveState.RUNNING, ObjectiveEvent.RETRY): ObjectiveState.RETRYING,
    (ObjectiveState.RETRYING, ObjectiveEvent.RELEASE): ObjectiveState.READY,
    (ObjectiveState.RETRYING, ObjectiveEvent.CANCEL): ObjectiveState.CANCELED,
    (ObjectiveState.BLOCKED, ObjectiveEvent.UNBLOCK): ObjectiveState.READY,
    (ObjectiveState.BLOCKED, ObjectiveEvent.CANCEL): ObjectiveState.CANCELED,
    (ObjectiveState.FAILED, ObjectiveEvent.RETRY): ObjectiveState.RETRYING,
}

ATTEMPT: Mapping[tuple[AttemptState, AttemptEvent], AttemptState] = {
    (AttemptState.PENDING, AttemptEvent.START): AttemptState.RUNNING,
    (AttemptState.PENDING, AttemptEvent.CANCEL): AttemptState.CANCELED,
    (AttemptState.PENDING, AttemptEvent.LOSE): AttemptState.LOST,
    (AttemptState.RUNNING, AttemptEvent.COMPLETE): AttemptState.COMPLETED,
    (AttemptState.RUNNING, AttemptEvent.ERROR): AttemptState.ERROR,
    (AttemptState.RUNNING, AttemptEvent.CANCEL): AttemptState.CANCELED,
    (AttemptState.RUNNING, AttemptEvent.LOSE): AttemptState.LOST,
}


def advance(table: Mapping[tuple[State, Event], State], state: State, event: Event) -> State:
    """The state that follows; InvariantError where the table has no such step."""
    try:
        return table[state, event]
    except KeyError:
        raise InvariantError(f"illegal transition: {event} from {state}") from None
