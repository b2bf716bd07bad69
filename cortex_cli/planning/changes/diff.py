"""What differs between two plans, told by objective and contract."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import TypeVar

from cortex_cli.model.encoding import JsonValue, encode
from cortex_cli.model.plan import Contract, Objective, Plan
from cortex_cli.model.plan_diff import (
    EntriesDiff,
    Entry,
    EntryChange,
    ListChange,
    PlanDiff,
    Value,
    ValueChange,
)
from cortex_cli.planning.changes.matching import Pairs, matched, matched_contracts

Leaf = Value | tuple[str, ...]
Item = TypeVar("Item", Objective, Contract)

ORDER = "order"


def diff_plans(before: Plan, after: Plan) -> PlanDiff:
    """From `before` to `after`: what was added, removed and changed.

    Objectives are matched by id, and by title and scope where ids were given anew. Plans with the same content
    digest have no difference, and all others have one.
    """
    pairs = matched(before.objectives, after.objectives)
    contracts = matched_contracts(before.contracts, after.contracts)
    spoken = _in_words_of(before, after, pairs, contracts)
    values, lists = _changes(_without_entries(spoken), _without_entries(after))
    orders = (("objectives", pairs), ("contracts", contracts))
    return PlanDiff(
        before=before.id,
        after=after.id,
        same=before.content_digest() == after.content_digest(),
        values=values,
        lists=(*lists, *(ListChange(f"{name} ({ORDER})", (), (), True) for name, found in orders if _crossed(found))),
        objectives=_entries(before.objectives, after.objectives, spoken.objectives, pairs, _objective),
        contracts=_entries(before.contracts, after.contracts, spoken.contracts, contracts, _contract),
    )


def _in_words_of(before: Plan, after: Plan, pairs: Pairs, contracts: Pairs) -> Plan:
    """`before` with the ids that `after` has for the same things; what is gone never has the id of something else."""
    names = _names([each.id for each in before.objectives], [each.id for each in after.objectives], pairs)
    terms = _names([each.id for each in before.contracts], [each.id for each in after.contracts], contracts)

    def said(ids: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
        return tuple(known.get(name, name) for name in ids)

    schedule = before.schedule and replace(
        before.schedule,
        critical_path=said(before.schedule.critical_path, names),
        bound_by=said(before.schedule.bound_by, names),
    )
    return replace(
        before,
        objectives=tuple(
            replace(each, depends_on=said(each.depends_on, names), contracts=said(each.contracts, terms))
            for each in before.objectives
        ),
        contracts=tuple(
            replace(each, provider=names.get(each.provider, each.provider), consumers=said(each.consumers, names))
            for each in before.contracts
        ),
        schedule=schedule,
        splits=tuple(
            replace(each, owner=names.get(each.owner, each.owner), objectives=said(each.objectives, names))
            for each in before.splits
        ),
    )


def _names(before: Sequence[str], after: Sequence[str], pairs: Pairs) -> dict[str, str]:
    names = {before[old]: after[new] for old, new in pairs}
    taken = set(after)
    return {name: names.get(name, f"{name} (removed)" if name in taken else name) for name in before}


def _without_entries(plan: Plan) -> Plan:
    return replace(plan, objectives=(), contracts=(), id=None, digest=None, certificate=None)


def _crossed(pairs: Pairs) -> bool:
    return any(earlier > later for (earlier, _), (later, _) in pairwise(pairs))


def _entries(
    before: Sequence[Item], after: Sequence[Item], spoken: Sequence[Item], pairs: Pairs, entry: Callable[[Item], Entry]
) -> EntriesDiff:
    old_places, new_places = {old for old, _ in pairs}, {new for _, new in pairs}
    changed = []
    for old, new in pairs:
        values, lists = _changes(spoken[old], after[new])
        was = before[old].id if before[old].id != after[new].id else None
        if values or lists or was is not None:
            told = entry(after[new])
            changed.append(EntryChange(told.id, told.title, was, values, lists))
    return EntriesDiff(
        added=tuple(entry(each) for at, each in enumerate(after) if at not in new_places),
        removed=tuple(entry(each) for at, each in enumerate(before) if at not in old_places),
        changed=tuple(changed),
    )


def _objective(objective: Objective) -> Entry:
    return Entry(objective.id, objective.title, objective.wave)


def _contract(contract: Contract) -> Entry:
    what = contract.signature or contract.symbol or contract.kind
    return Entry(contract.id, f"{contract.provider} gives {what} in {contract.path} to {', '.join(contract.consumers)}")


def _changes(before: object, after: object) -> tuple[tuple[ValueChange, ...], tuple[ListChange, ...]]:
    """The leaves of two values of one type that differ; the id is no leaf."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    values, lists = [], []
    for key in dict.fromkeys((*old, *new)):
        one, other = old.get(key), new.get(key)
        if one == other or key == "id":
            continue
        if isinstance(one, tuple) and isinstance(other, tuple):
            lists.append(_list_change(key, one, other))
        else:
            values.append(ValueChange(key, _value(one), _value(other)))
    return tuple(values), tuple(lists)


def _leaves(value: object, key: str) -> Iterator[tuple[str, Leaf]]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name), f"{key}.{field.name}" if key else field.name)
    elif isinstance(value, tuple) and value and all(isinstance(item, int) for item in value):
        yield key, " ".join(map(str, value))
    elif isinstance(value, tuple):
        yield key, tuple(_line(encode(item)) for item in value)
    else:
        leaf = encode(value)
        yield key, leaf if not isinstance(leaf, dict | list) else _line(leaf)


def _line(item: JsonValue) -> str:
    if isinstance(item, dict):
        return ", ".join(f"{key}: {_line(value)}" for key, value in item.items())
    if isinstance(item, list):
        return " ".join(map(_line, item))
    return str(item)


def _value(leaf: Leaf) -> Value:
    return ", ".join(leaf) if isinstance(leaf, tuple) else leaf


def _list_change(key: str, before: tuple[str, ...], after: tuple[str, ...]) -> ListChange:
    added, removed = _beyond(before, after), _beyond(after, before)
    kept_before, kept_after = _beyond(removed, before), _beyond(added, after)
    return ListChange(key, added, removed, reordered=kept_before != kept_after)


def _beyond(some: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    """What is in `every` more often than in `some`, in its order."""
    left = Counter(some)
    found = []
    for item in every:
        if left[item]:
            left[item] -= 1
        else:
            found.append(item)
    return tuple(found)
