"""What differs between two plans."""

from __future__ import annotations

from dataclasses import dataclass

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value that differs; None where the plan does not give it."""

    key: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class ListChange:
    """A list that differs; with `reordered` the entries of both plans stand in another order."""

    key: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    reordered: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """An objective or contract that only one of the plans has; `title` says what it is."""

    id: str
    title: str
    wave: int | None = None


@dataclass(frozen=True, slots=True)
class EntryChange:
    """An objective or contract that differs; `was` is its id in the first plan, where that is another one."""

    id: str
    title: str
    was: str | None
    values: tuple[ValueChange, ...]
    lists: tuple[ListChange, ...]


@dataclass(frozen=True, slots=True)
class EntriesDiff:
    """Objectives or contracts that only the second plan has, that only the first has, and that differ."""

    added: tuple[Entry, ...] = ()
    removed: tuple[Entry, ...] = ()
    changed: tuple[EntryChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """From the plan with the id `before` to the one with the id `after`; None for a plan without an id.

    `same` plans give a run the same to follow: ids, digests and certificates do not count. `values` and `lists`
    are about the plan as a whole. Dependencies, contracts and their sides are compared by what they stand for,
    so that an objective which only got another id changes nobody else.
    """

    before: str | None
    after: str | None
    same: bool
    values: tuple[ValueChange, ...]
    lists: tuple[ListChange, ...]
    objectives: EntriesDiff
    contracts: EntriesDiff
