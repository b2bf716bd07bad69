"""Texts of any file of a commit, generated ones and lock files included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cortex_cli.analysis.commit.encodings import decoded
from cortex_cli.analysis.commit.inventory import SAMPLE, File
from cortex_cli.analysis.coordination.scene import Texts
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.objects import read_blobs, tree_entries

LARGEST = 300_000
"""Bytes above which a file is not looked into."""


def texts_of(git: Git, commit: str, files: Mapping[str, File]) -> Texts:
    """Reads what is asked for; the tree is listed only when a path is none of `files`."""
    known = {path: (file.oid, file.size) for path, file in files.items()}

    def read(paths: Sequence[str]) -> Mapping[str, str]:
        if any(path not in known for path in paths):
            entries = (entry for entry in tree_entries(git, commit) if entry.is_regular)
            known.update({entry.path: (entry.oid, entry.size) for entry in entries})
        wanted = [path for path in paths if path in known and known[path][1] <= LARGEST]
        blobs = read_blobs(git, [known[path][0] for path in wanted])
        return {path: text for path, (_, raw) in zip(wanted, blobs, strict=True) if (text := _text(raw)) is not None}

    return Texts(read)


def _text(raw: bytes) -> str | None:
    text = None if b"\0" in raw[:SAMPLE] else decoded(raw)
    return None if text is None else text.replace("\r\n", "\n")
