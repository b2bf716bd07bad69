"""The stream of typed events that every listener of a command hears."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cortex_cli.model.clock import Clock
from cortex_cli.model.events import Event, EventBody
from cortex_cli.model.plan import Plan

Listener = Callable[[Event], None]
Follower = Callable[[Plan], None]


class EventStream:
    """An Emit: numbers each event from 1, dates it, and hands it to the listeners in order."""

    def __init__(self, clock: Clock, listeners: Sequence[Listener] = ()) -> None:
        self.clock = clock
        self.listeners = list(listeners)
        self.followers: list[Follower] = []
        self.count = 0

    def follow(self, plan: Plan) -> None:
        """Tell those who show progress which plan the coming events are about."""
        for follower in self.followers:
            follower(plan)

    def __call__(self, body: EventBody, objective: str | None = None, attempt: int | None = None) -> None:
        self.count += 1
        event = Event(self.count, self.clock.now(), body.kind, objective, attempt, body)
        for listener in tuple(self.listeners):
            try:
                listener(event)
            except OSError:
                # Its reader is gone (`… --output jsonl | head`): the work goes on without it.
                self.listeners.remove(listener)
