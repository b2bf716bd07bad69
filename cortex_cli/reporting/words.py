"""The model's codes as words for people, the same in reports and on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from cortex_cli.model.analysis import Candidate, CoordinationAction, CoordinationPoint
from cortex_cli.model.identifiers import CONTRACTS_GATE
from cortex_cli.model.run import RunRecord, RunState
from cortex_cli.model.text import clean, one_line, shortened

ACTIONS = {
    CoordinationAction.OWN: "one objective owns it",
    CoordinationAction.CONTRACT_FIRST: "settle the contract first",
    CoordinationAction.INTEGRATE_LAST: "integrate it last",
    CoordinationAction.SERIALISE: "one after the other",
    CoordinationAction.REGENERATE: "regenerate it, do not edit it",
}
HEADLINES = {
    RunState.PENDING: "Not started",
    RunState.RUNNING: "Running",
    RunState.PAUSED: "Waiting for a person",
    RunState.SUCCEEDED: "Done, and green",
    RunState.FAILED: "Not green",
    RunState.QUARANTINED: "Quarantined",
    RunState.CANCELED: "Canceled",
}
TITLE_LIMIT = 100
EXCERPT_LINES = 40
EXCERPT_LIMIT = 4000


def headline(record: RunRecord) -> str:
    """How a run stands, in two or three words; `green` only where some gate said so, which contracts alone do not."""
    commands = [gate for gate in record.gates if gate.gate != CONTRACTS_GATE]
    if record.run.state is RunState.SUCCEEDED and not commands:
        return "Done, without a gate"
    return HEADLINES[record.run.state]


def likelihood(item: Candidate) -> float:
    """How likely a candidate is to change, 0 to 1: the one place that knows how the model calls it."""
    return item.probability


def grounds(point: CoordinationPoint) -> tuple[str, ...]:
    """What speaks for a coordination point: its reason, then the evidence that says more."""
    return tuple(dict.fromkeys((point.reason, *point.evidence)))


def best_reason(evidence: Sequence[str]) -> str:
    """The first sentence that says more than the path, which a reader sees anyway; empty where there is none."""
    return next((each for each in evidence if not each.startswith("path contains")), evidence[0] if evidence else "")


def title(request: str) -> str:
    """The first line of a request that says anything, at most 100 characters."""
    lines = (one_line(line) for line in request.split("\n"))
    return shortened(next(filter(None, lines), ""), TITLE_LIMIT)


def excerpt(request: str) -> str:
    """A request cut to what a page can show: at most 40 lines and 4,000 characters."""
    plain = clean(request).strip()
    shown = shortened("\n".join(plain.split("\n")[:EXCERPT_LINES]), EXCERPT_LIMIT)
    return shown if shown == plain else f"{shown}\n\n({len(plain):,} characters in all)"
