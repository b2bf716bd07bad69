"""Files that somebody may have meant who gave a path that is none."""

from __future__ import annotations

from collections.abc import Collection

from cortex_cli.analysis.commit.roles import module_name
from cortex_cli.analysis.request.named_paths import existing, nearest_path

MOST_NEAR = 5


def near_paths(path: str, paths: Collection[str]) -> tuple[str, ...]:
    """At most five of `paths`, likest first: the same end, the same name elsewhere, the same module, an alike name."""
    name = path.rpartition("/")[2]
    found = [*existing(path, paths)]
    if nearest := nearest_path(path, paths):
        found.append(nearest)
    found += existing(name, paths)
    found += sorted(each for each in paths if module_name(each) == module_name(path))
    return tuple(dict.fromkeys(found))[:MOST_NEAR]
