"""Links kept in the index from one commit to the next, for as long as paths and manifests stay the same.

A link depends on its own file, on which paths there are, and on the manifests. What passes names on further is
asked anew for each commit, because another file decides that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain

from cortex_cli.analysis.commit.graph_cache import as_symbols
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.links import PACKAGE_FILE, FileLinks, Link, Links, links_of, only_passes
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.contexts import content_hash
from cortex_cli.index.index import Index
from cortex_cli.index.records import Imported
from cortex_cli.index.snapshot import Snapshot
from cortex_cli.syntax.imports import Import

SPACE = "links"
"""Of the cache: by paths and manifests."""
MOST_CHANGED = 25
"""Files that are looked up anew before what is kept is replaced."""
_NONE = FileLinks()


class Looker:
    """Looks up the links of the files of a snapshot. `resolver` knows the paths of `files` and `manifests`."""

    def __init__(
        self, snapshot: Snapshot, files: Sequence[File], manifests: Mapping[str, str], resolver: Resolver
    ) -> None:
        self._snapshot = snapshot
        self._files = files
        self._resolver = resolver
        self._text_of = {path: number for number, text in enumerate(snapshot.texts) for path in text.paths}
        self.key = content_hash("\0".join(file.path for file in files), *chain.from_iterable(sorted(manifests.items())))

    def all(self, index: Index) -> Links:
        """The links of every file, from the index as far as the files are the same."""
        cache = index.cache(SPACE)
        packed = cache.get(self.key)
        kept = {} if packed is None else unpack_links(packed, [file.path for file in self._files])
        states = {file.path: self._state(file) for file in self._files}
        changed = [file for file in self._files if kept.get(file.path, ("",))[0] != states[file.path]]
        links = {path: found for path, (_, found) in kept.items()}
        links.update((file.path, self._look_up(file, packed is None)) for file in changed)
        if packed is None or len(changed) > MOST_CHANGED:
            cache.remove(self.key)
            cache.put(self.key, pack_links(states, links))
        return links

    def _state(self, file: File) -> str:
        """What the links of a file follow from, besides what the key says."""
        text = self._snapshot.texts[self._text_of[file.path]]
        return f"{text.oid} {text.language}"

    def _look_up(self, file: File, with_others: bool) -> FileLinks:
        number = self._text_of[file.path]
        text = self._snapshot.texts[number]
        imports = self._snapshot.imports[number] if with_others else text.outline.imports
        links = links_of(file, map(as_import, imports), self._resolver)
        is_package = links and file.path.endswith(PACKAGE_FILE)
        return FileLinks(links, bool(is_package) and only_passes(file.path, as_symbols(text.outline).definitions))


def as_import(each: Imported) -> Import:
    return Import(each.module, each.names, each.level, each.reexport)


def pack_links(states: Mapping[str, str], links: Links) -> bytes:
    """JSON in the order of `states`, which has every path; targets are positions in it."""
    number = {path: position for position, path in enumerate(states)}
    rows = []
    for path, state in states.items():
        found = links[path]
        listed = [[each.reexport, each.taken, [number[target] for target in each.targets]] for each in found.links]
        rows.append([state, found.only_passes, listed] if listed else [state])
    return json.dumps(rows, separators=(",", ":")).encode()


def unpack_links(packed: bytes, paths: Sequence[str]) -> dict[str, tuple[str, FileLinks]]:
    """By path, the state and the links that `pack_links` was given, in the order of `paths`."""
    found = {}
    for path, (state, *rest) in zip(paths, json.loads(packed), strict=True):
        found[path] = (state, _unpacked(rest, paths) if rest else _NONE)
    return found


def _unpacked(rest: Sequence[object], paths: Sequence[str]) -> FileLinks:
    only, listed = rest
    links = [
        Link(tuple(names), tuple([paths[target] for target in targets]), reexport)
        for reexport, names, targets in listed  # type: ignore[attr-defined]
    ]
    return FileLinks(tuple(links), bool(only))
