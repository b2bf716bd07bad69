"""What the repository is made of, for people."""

from __future__ import annotations

from cortex_cli.analysis.inventory import Inventory, count_languages
from cortex_cli.analysis.manifests import dependencies_of, entry_points_of
from cortex_cli.analysis.reading import Reading
from cortex_cli.analysis.resolution import Resolver
from cortex_cli.model.analysis import Facts, Role


def state_facts(inventory: Inventory, reading: Reading, resolver: Resolver) -> Facts:
    """Counts, languages, entry points, tests, configuration and dependencies of the commit."""
    paths = [file.path for file in reading.files]
    return Facts(
        files=len(inventory.files) + len(inventory.left_out),
        languages=count_languages(reading.lines),
        entry_points=entry_points_of(reading.manifests, paths, resolver.module_path),
        tests=tuple(file.path for file in reading.files if file.role is Role.TEST),
        config=tuple(file.path for file in reading.files if file.role is Role.CONFIG),
        dependencies=dependencies_of(reading.manifests),
    )
