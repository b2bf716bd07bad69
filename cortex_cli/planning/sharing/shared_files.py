"""What it brings that a shared file has one owner: the plan as it is beside the one in which all write the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cortex_cli.model.analysis import CoordinationAction, CoordinationPoint
from cortex_cli.model.schedule import Schedule, Split, SplitAction
from cortex_cli.model.team import Team
from cortex_cli.planning.drafts import Draft, owner_of
from cortex_cli.planning.merging import Merging, merge
from cortex_cli.planning.names import shown
from cortex_cli.planning.objectives import Material
from cortex_cli.planning.sharing.ownership import settle

MOST_COMPARED = 8
"""Shared files that are compared; each costs as much as planning once more."""


def settled_splits(
    drafts: Sequence[Draft], merging: Merging, material: Material, team: Team, *, fix_interfaces: bool = False
) -> tuple[Split, ...]:
    """A split for each file that is integrated last and would otherwise cost waves or time.

    `drafts` are those before shared files were settled, `merging` those that came of them. Before is the plan in
    which every draft that meets in the file writes it, with all else settled as it is.
    """
    points = material.analysis.coordination_points
    last = {
        point.path: point
        for point in points
        if point.action is CoordinationAction.INTEGRATE_LAST and len(_wanting(drafts, point)) > 1
    }
    found = []
    for point in list(last.values())[:MOST_COMPARED]:
        everyone = _all_writing(drafts, point)
        others = [other for other in points if other.path != point.path]
        unsettled = settle(everyone, others, material.ground).drafts
        before = merge(unsettled, material, team, fix_interfaces=fix_interfaces).layout
        found.append(_split(point, _wanting(drafts, point), before.schedule, merging))
    return tuple(split for split in found if split is not None)


def _split(point: CoordinationPoint, wanting: Sequence[str], old: Schedule, merging: Merging) -> Split | None:
    """The split of a file that the drafts `wanting` would have written, if it brought something."""
    after, new = merging.layout, merging.layout.schedule
    owner = owner_of(after.drafts, point.path)
    if owner is None:
        return None
    given_up = dict.fromkeys(after.ids[merging.name_of(name)] for name in wanting)
    given_up.pop(after.ids[owner.name], None)
    faster = len(given_up) > 1 and new.waves == old.waves and new.seconds < old.seconds
    if not given_up or not (new.waves < old.waves or faster):
        return None
    return Split(
        path=shown(point.path),
        owner=after.ids[owner.name],
        action=SplitAction.INTEGRATE_LAST,
        objectives=tuple(given_up),
        waves_before=old.waves,
        waves_after=new.waves,
        seconds_before=old.seconds,
        seconds_after=new.seconds,
    )


def _all_writing(drafts: Sequence[Draft], point: CoordinationPoint) -> list[Draft]:
    wanting = _wanting(drafts, point)
    return [
        replace(draft, files=tuple(dict.fromkeys((*draft.files, point.path)))) if draft.name in wanting else draft
        for draft in drafts
    ]


def _wanting(drafts: Sequence[Draft], point: CoordinationPoint) -> list[str]:
    """The drafts that meet in the point's file, or have it."""
    around = {point.path, *point.files}
    return [draft.name for draft in drafts if around.intersection(draft.files)]
