"""Dependencies and contracts between objectives of which some have been replaced or left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from cortex_cli.model.plan import Contract, Objective, Plan
from cortex_cli.model.text import clean

Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Linked:
    """Objectives whose dependencies and contracts name each other; `told` says what was given up, in words."""

    objectives: tuple[Objective, ...]
    contracts: tuple[Contract, ...]
    told: tuple[str, ...]


@dataclass(frozen=True)
class Inheritance:
    """`before` is the plan as it was; `heirs` has what took the place of each objective that is not kept.

    Where something was planned anew, `fresh` is that plan, `names` what its ids have become, and `come` the ids that
    are new or mean something new.
    """

    before: Plan
    heirs: Names
    fresh: Plan | None = None
    names: Names | None = None
    come: frozenset[str] = frozenset()

    def heirs_of(self, name: str, asked: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Whom to wait for instead of `name`: itself, its heirs, or what it waited for where it has none."""
        if name not in self.heirs:
            return (name,)
        if self.heirs[name] or name in asked:
            return self.heirs[name]
        passed_on = next((each.depends_on for each in self.before.objectives if each.id == name), ())
        return tuple(heir for each in passed_on for heir in self.heirs_of(each, (*asked, name)))

    def renamed(self, name: str) -> tuple[str, ...]:
        """What an id of the fresh plan has become."""
        return (self.names or {}).get(name, ())


def linked(objectives: Sequence[Objective], inheritance: Inheritance) -> Linked:
    """`objectives` with what each waits for and its contracts, in terms of what there is now.

    An order that would close a cycle is given up, that of kept objectives last.
    """
    needs, told = _needs(objectives, inheritance)
    contracts, lost = _contracts(objectives, inheritance)
    known = {contract.id for contract in contracts}
    done = []
    for each in objectives:
        parts = tuple(one.id for one in contracts if each.id in (one.provider, *one.consumers))
        old = () if each.id in inheritance.come else tuple(name for name in each.contracts if name in known)
        done.append(replace(each, depends_on=needs[each.id], contracts=tuple(dict.fromkeys((*old, *parts)))))
    return Linked(tuple(done), contracts, (*told, *lost))


def _needs(
    objectives: Sequence[Objective], inheritance: Inheritance
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    needs: dict[str, tuple[str, ...]] = {each.id: () for each in objectives}
    told = []
    for each in sorted(objectives, key=lambda each: each.id in inheritance.come):
        new = each.id in inheritance.come
        for wanted in each.depends_on:
            found = inheritance.renamed(wanted) if new else inheritance.heirs_of(wanted)
            if not new and found != (wanted,):
                told.append(f"{each.id} waits for {' and '.join(found) or 'nobody'} instead of {wanted}")
            for name in found:
                if name == each.id or name in needs[each.id]:
                    continue
                if _waits(needs, name, each.id):
                    told.append(f"{each.id} does not wait for {name}: they would wait for each other")
                else:
                    needs[each.id] = (*needs[each.id], name)
    return needs, tuple(told)


def _waits(needs: Mapping[str, tuple[str, ...]], name: str, for_whom: str) -> bool:
    """Whether `name` waits for `for_whom`, directly or not."""
    seen, frontier = {name}, [name]
    while frontier:
        for needed in needs.get(frontier.pop(), ()):
            if needed == for_whom:
                return True
            if needed not in seen:
                seen.add(needed)
                frontier.append(needed)
    return False


def _contracts(
    objectives: Sequence[Objective], inheritance: Inheritance
) -> tuple[tuple[Contract, ...], tuple[str, ...]]:
    """The contracts there were, as far as both sides are still there, then those that came with new objectives."""
    fresh = {_place(each): each for each in inheritance.fresh.contracts} if inheritance.fresh else {}
    found, told = [], []
    for each in inheritance.before.contracts:
        now = _continued(each, fresh.get(_place(each)), objectives, inheritance)
        if now is None:
            told.append(f"contract {each.id} for {clean(each.symbol or each.path)} is no longer needed")
        else:
            found.append(now)
    places = {_place(each) for each in inheritance.before.contracts}
    used = {each.id for each in inheritance.before.contracts}
    free = (name for name in (f"C{number}" for number in count(1)) if name not in used)
    for place, each in fresh.items():
        if place not in places:
            new = _between(each, tuple(_renamed(each.consumers, inheritance)), objectives, inheritance)
            if new is not None and inheritance.come.intersection((new.provider, *new.consumers)):
                found.append(replace(new, id=next(free)))
    return tuple(found), tuple(told)


def _continued(
    contract: Contract, fresh: Contract | None, objectives: Sequence[Objective], inheritance: Inheritance
) -> Contract | None:
    """A contract of before between those who are there now; what it says comes from whoever provides it now."""
    sides = (contract.provider, *contract.consumers)
    if not any(name in inheritance.heirs for name in sides):
        return contract
    kept = [name for name in contract.consumers if name not in inheritance.heirs]
    if inheritance.fresh is None:
        heirs = [heir for name in contract.consumers for heir in inheritance.heirs.get(name, ())]
        provider = inheritance.heirs.get(contract.provider, (contract.provider,))
        consumers = tuple(dict.fromkeys(name for name in (*kept, *heirs) if name not in provider))
        return replace(contract, provider=provider[0], consumers=consumers) if provider and consumers else None
    if contract.provider in inheritance.heirs and fresh is None:
        return None
    new = _renamed(fresh.consumers, inheritance) if fresh else ()
    source = fresh if fresh and contract.provider in inheritance.heirs else contract
    between = _between(source, (*kept, *new), objectives, inheritance)
    return between and replace(between, id=contract.id)


def _between(
    contract: Contract, consumers: Sequence[str], objectives: Sequence[Objective], inheritance: Inheritance
) -> Contract | None:
    """`contract` from the objective that has its file to those of `consumers` that are others."""
    owner = _owner(contract.path, objectives, inheritance.before.fold_case)
    others = tuple(dict.fromkeys(name for name in consumers if name != owner))
    return replace(contract, provider=owner, consumers=others) if owner and others else None


def _renamed(names: Sequence[str], inheritance: Inheritance) -> Iterator[str]:
    for name in names:
        yield from inheritance.renamed(name)


def _owner(path: str, objectives: Sequence[Objective], fold_case: bool) -> str | None:
    working = (each for each in objectives if not each.interfaces)
    return next((each.id for each in working if each.scope.matches(path, fold_case=fold_case)), None)


def _place(contract: Contract) -> tuple[str, str | None]:
    return contract.path, contract.symbol
