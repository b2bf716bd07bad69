"""What an import of a project means, made from paths and manifests without a repository."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cortex_cli.analysis.resolving.projects import read_projects
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import outline


def meant(paths: Iterable[str], path: str, text: str, manifests: Mapping[str, str] | None = None) -> list[str]:
    """The files that the imports of `text`, which stands in `path`, mean, in the order of the text."""
    language = language_of(path)
    assert language is not None
    known = manifests or {}
    resolver = Resolver([*paths, path, *known], read_projects(known))
    found = outline(text, language).imports
    return [target for statement in found for target in resolver.targets(path, statement, language)]
