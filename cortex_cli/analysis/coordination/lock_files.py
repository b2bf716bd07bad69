"""Lock files: written by a tool from a manifest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cortex_cli.analysis.commit.manifests import dependencies_of
from cortex_cli.analysis.commit.reading import is_manifest
from cortex_cli.analysis.commit.roles import LOCK_FILES, MANIFESTS
from cortex_cli.analysis.coordination.points import point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint

COMMANDS: Mapping[str, str] = {
    "uv.lock": "uv lock",
    "poetry.lock": "poetry lock",
    "pdm.lock": "pdm lock",
    "Pipfile.lock": "pipenv lock",
    "package-lock.json": "npm install",
    "npm-shrinkwrap.json": "npm shrinkwrap",
    "yarn.lock": "yarn install",
    "pnpm-lock.yaml": "pnpm install",
    "bun.lock": "bun install",
    "bun.lockb": "bun install",
    "Cargo.lock": "cargo update",
    "go.sum": "go mod tidy",
    "Gemfile.lock": "bundle install",
    "composer.lock": "composer update",
    "mix.lock": "mix deps.get",
    "Package.resolved": "swift package resolve",
}
SPOKEN = 0.6
CHOSEN = 0.95
SHORTEST_NAME = 4


def lock_files(scene: Scene) -> Iterator[CoordinationPoint]:
    """Those beside a manifest that is chosen, or that declares a dependency which the request names."""
    beside = {path.rpartition("/")[0]: path for path in sorted(scene.paths) if path.rpartition("/")[2] in LOCK_FILES}
    manifests = [path for path in sorted(scene.material.files) if path.rpartition("/")[0] in beside]
    for manifest in (path for path in manifests if path.rpartition("/")[2] in MANIFESTS and is_manifest(path)):
        lock = beside[manifest.rpartition("/")[0]]
        name = lock.rpartition("/")[2]
        spoken = [] if manifest in scene.division.meeting else _spoken_of(manifest, scene)
        if manifest not in scene.division.meeting and not spoken:
            continue
        how = f"by `{COMMANDS[name]}`" if name in COMMANDS else "by its tool"
        said = [f"follows `{manifest}`: one objective regenerates it, {how}"]
        said += [f"the request names `{each}`, which `{manifest}` declares" for each in spoken[:1]]
        yield point(CoordinationKind.LOCK_FILE, lock, [manifest], said, SPOKEN if spoken else CHOSEN)


def _spoken_of(manifest: str, scene: Scene) -> list[str]:
    words = {word.lower() for word in (*scene.material.query.words, *scene.material.query.names)}
    declared = dependencies_of(scene.texts.of([manifest]))
    return [name for name in declared if len(name) >= SHORTEST_NAME and name.lower() in words]
