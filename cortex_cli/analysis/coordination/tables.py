"""Tables in a file that list what it defines, such as all flags or `__all__`, and enumerations."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cortex_cli.analysis.coordination.listings import Names, Page, longest_listing
from cortex_cli.analysis.coordination.points import point
from cortex_cli.analysis.coordination.scene import Scene
from cortex_cli.analysis.terms import terms
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint
from cortex_cli.syntax.grammar import SymbolKind
from cortex_cli.syntax.symbols import FileSymbols

FEWEST_NAMES = 8
DENSE = 0.5
"""Names a line, from which a block is a table and no code."""
MOSTLY = 0.8
MOST_FILES = 12
LONG = 12
"""The length of a table that speaks as much for it as it leaves open."""
ENTRY = re.compile(r"^(?:case\s+)?[A-Za-z_]\w*(?:\([^()]*\))?(?:\s*=[^=].*)?[,;]?(?:\s*(?:#|//).*)?$")
COMMENT = re.compile(r"^(?:#|//|/\*|\*|['\"]{3}|[{}]+[;,]?$)")


def tables_of_names(scene: Scene) -> Iterator[CoordinationPoint]:
    """Chosen source files with such a table or enumeration, where something is added: the new thing goes into it."""
    if not scene.adds:
        return
    for path, text in scene.texts.of(scene.sources[:MOST_FILES]).items():
        outline = scene.material.outlines.get(path)
        found = [*_lists(outline, text), *_enumerations(outline, text, scene)] if outline else []
        for _, number, said in sorted(found, reverse=True)[:1]:
            importers = scene.others(path, scene.material.graph.imported_by(path))
            users = [each for each in importers if scene.is_source(each)]
            files = users or [each for each in scene.sources if each != path][:1]
            yield point(CoordinationKind.REGISTRY, path, files, [said], 0.8 * number / (number + LONG))


def _lists(outline: FileSymbols, text: str) -> Iterator[tuple[float, int, str]]:
    """The longest block, outside of definitions' own lines, that is dense with names that the file defines.

    Both kinds of tables come with how well the request fits them, their length, and a sentence.
    """
    own = {each.name: each.name for each in outline.definitions if each.owner is None}
    if len(own) < FEWEST_NAMES:
        return
    lines = text.split("\n")
    for definition in outline.definitions:
        if definition.line <= len(lines):
            lines[definition.line - 1] = ""
    listing = longest_listing(Page("\n".join(lines)), Names("", own, own))
    if listing is None or len(listing.members) < FEWEST_NAMES:
        return
    if len(listing.members) >= DENSE * (listing.last - listing.first + 1):
        where = f"lines {listing.first} to {listing.last}"
        yield 0.0, len(listing.members), f"{where} list {len(listing.members)} names that the file defines"


def _enumerations(outline: FileSymbols, text: str, scene: Scene) -> Iterator[tuple[float, int, str]]:
    """Types that the request speaks of whose bodies are hardly more than a list of names."""
    lines, wanted = text.split("\n"), scene.material.query.terms
    for definition in outline.definitions:
        if definition.kind not in (SymbolKind.CLASS, SymbolKind.TYPE) or definition.owner is not None:
            continue
        body = [line.strip() for line in lines[definition.line : definition.end]]
        works = [line for line in body if line and not COMMENT.match(line)]
        entries = sum(ENTRY.match(line) is not None for line in works)
        fit = sum(wanted.get(term, 0.0) for term in terms(definition.name))
        if fit > 0.0 and entries >= FEWEST_NAMES and entries >= MOSTLY * len(works):
            where = f"lines {definition.line} to {definition.end}"
            yield fit, entries, f"{where} list the {entries} entries of `{definition.name}`"
