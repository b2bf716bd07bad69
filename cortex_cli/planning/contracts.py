"""Contracts: what one objective provides and others use, from the symbols they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind, CoordinationPoint
from cortex_cli.model.plan import Contract, ContractKind, Objective
from cortex_cli.planning.names import shown, writable


@dataclass(frozen=True)
class Territory:
    """Which objective has which file; `files` are the existing ones, by path."""

    objectives: tuple[Objective, ...]
    files: Mapping[str, str]
    fold_case: bool = False

    def owner(self, path: str) -> str | None:
        """The id of the objective that may write `path`, an existing file or a new one."""
        if path not in self._found:
            self._found[path] = next(
                (each.id for each in self.objectives if each.scope.matches(path, fold_case=self.fold_case)),
                None,
            )
        return self._found[path]

    def sides(self, point: CoordinationPoint) -> set[str]:
        """The objectives that have files on the other sides of `point`."""
        return {self.files[path] for path in point.files if path in self.files}

    @cached_property
    def _found(self) -> dict[str, str | None]:
        return dict(self.files)


def contracts_of(points: Sequence[CoordinationPoint], territory: Territory) -> tuple[Contract, ...]:
    """A contract for each shared symbol or file that must come first, if its sides have different owners.

    They say what was found in the base, so none is agreed: the work may change it, if the uses follow.
    """
    found: dict[tuple[str, str | None], Contract] = {}
    for point in points:
        shared = point.kind is CoordinationKind.SHARED_SYMBOL
        if not (shared or point.action is CoordinationAction.CONTRACT_FIRST) or not writable(point.path):
            continue
        provider = territory.owner(point.path)
        owners = territory.sides(point)
        consumers = tuple(each.id for each in territory.objectives if each.id in owners and each.id != provider)
        if provider is not None and consumers:
            key = (point.path, point.symbol)
            earlier = found[key].consumers if key in found else ()
            everyone = {*earlier, *consumers}
            ordered = tuple(each.id for each in territory.objectives if each.id in everyone)
            found[key] = _contract(
                f"C{len(found) + 1}" if key not in found else found[key].id, point, provider, ordered
            )
    return tuple(found.values())


def _contract(identifier: str, point: CoordinationPoint, provider: str, consumers: tuple[str, ...]) -> Contract:
    return Contract(
        id=identifier,
        kind=ContractKind.FILE if point.symbol is None else ContractKind.SYMBOL,
        provider=provider,
        consumers=consumers,
        path=point.path,
        symbol=None if point.symbol is None else shown(point.symbol),
        signature=None if point.signature is None else shown(point.signature),
        agreed=False,
    )
