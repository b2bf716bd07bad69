"""All coordination points of a division."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cortex_cli.analysis.coordination.co_change import co_changing
from cortex_cli.analysis.coordination.fan_in import hubs
from cortex_cli.analysis.coordination.generated import generated_files
from cortex_cli.analysis.coordination.lock_files import lock_files
from cortex_cli.analysis.coordination.meeting_points import barrels, meeting_points
from cortex_cli.analysis.coordination.migrations import migrations
from cortex_cli.analysis.coordination.points import joined
from cortex_cli.analysis.coordination.registries import registries
from cortex_cli.analysis.coordination.releases import changelogs, versions
from cortex_cli.analysis.coordination.routes import route_tables
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.analysis.coordination.shared_symbols import shared_symbols
from cortex_cli.analysis.coordination.tables import tables_of_names
from cortex_cli.model.analysis import CoordinationPoint

FAMILIES: tuple[Callable[[Scene], Iterator[CoordinationPoint]], ...] = (
    meeting_points,
    barrels,
    registries,
    tables_of_names,
    route_tables,
    lock_files,
    generated_files,
    migrations,
    hubs,
    shared_symbols,
    changelogs,
    versions,
    co_changing,
)
MOST_POINTS = 40


def find_points(scene: Scene) -> tuple[CoordinationPoint, ...]:
    """The points of every family, the strongest first; of equal ones in the order of the families."""
    found = joined(each for family in FAMILIES for each in family(scene))
    return tuple(sorted(found, key=lambda each: -each.strength)[:MOST_POINTS])
