"""Route tables: files that say which code answers which address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint

ROUTE_NAME = re.compile(
    r"(?:^|/)(?:urls\.py|routing\.py|(?:routes?|router)\.(?:py|rb|php|go|rs|[cm]?[jt]sx?)|routes/(?:web|api)\.php"
    r"|config/routes\.rb|app-routing\.module\.ts)$"
)
ROUTE_CALL = re.compile(
    r"""^[ \t]*(?:(?:return|_|\w+\s*=)\s*)?(?:
        (?:re_)?path\(\s*r?["']  |  url\(\s*r?["']  |  (?:web\.)?Route\(\s*["']  |  \w*\.?include_router\(
        |  [\w.]+\.(?:add_url_rule|add_route|add_api_route|register_blueprint|add_resource)\(
        |  (?:\w+\.)*\w*(?:app|router|routes?|group|mux|server|api|r|e|g|v\d)\w*
           \.(?:get|post|put|patch|delete|head|options|all|use|route|Handle|HandleFunc|GET|POST|PUT|PATCH|DELETE|Any|Get|Post
           |Put|Patch|Delete|Mount|Route)\(\s*["'`]/
        |  \.route\(\s*"/  |  Route::\w+\(\s*['"]  |  (?:get|post|put|patch|delete|resources?|namespace)\s+[:'"]\w
        |  \{\s*path:\s*["'`]
    )""",
    re.M | re.X,
)
FEWEST_ROUTES = 3
MOST_READ = 20
MOST_TABLES = 4
MANY = 6


def route_tables(scene: Scene) -> Iterator[CoordinationPoint]:
    """Those that are chosen, and those that import chosen files; by their name, or by what they register."""
    graph = scene.material.graph
    linked: dict[str, list[str]] = {}
    for path in scene.sources:
        for importer in graph.imported_by(path):
            if scene.is_source(importer):
                linked.setdefault(importer, []).append(path)
    wanted = [*scene.sources, *sorted(linked, key=lambda path: (-len(linked[path]), path))]
    found = 0
    for path, text in scene.texts.of(wanted[:MOST_READ]).items():
        calls = len(ROUTE_CALL.findall(text))
        named = ROUTE_NAME.search(path) is not None
        others = scene.others(path, [*graph.imports_of(path), *linked.get(path, ())])
        if calls < (1 if named else FEWEST_ROUTES) or not others or found == MOST_TABLES:
            continue
        found += 1
        said = [f"registers {calls} routes: the addresses of all parts stand in one table"]
        said += [f"it imports {', '.join(f'`{each}`' for each in others[:3])}"]
        strength = either(0.3 if named else 0.0, 0.6 * calls / (calls + MANY), 0.1 * len(scene.groups(others)))
        yield point(CoordinationKind.ROUTES, path, others, said, strength)
