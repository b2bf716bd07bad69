"""What the content of an index depends on besides the repository: another recipe makes another index."""

from __future__ import annotations

import sys
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from cortex_cli import __version__

PACKAGE = Path(__file__).parent.parent
INGREDIENTS = (
    *("analysis/commit/*.py", "analysis/resolving/*.py", "analysis/changing/scene.py"),
    *("analysis/request/prohibitions.py", "analysis/request/query.py", "analysis/terms.py"),
    *("index/*.py", "syntax/*.py", "vcs/history.py"),
)
"""Sources that decide what is written: none needs a version number that somebody forgets to raise."""


@cache
def recipe() -> str:
    """A digest of the sources, of the version of the parser, and of the Python that splits words."""
    digest = sha256(f"{__version__} {sys.version_info[:2]} {sys.byteorder} {_parser_version()}".encode())
    for pattern in INGREDIENTS:
        for source in sorted(PACKAGE.glob(pattern)):
            digest.update(source.name.encode() + b"\0" + source.read_bytes())
    return digest.hexdigest()


def _parser_version() -> str:
    """The name of the directory with the parser's metadata, since reading those takes 50 ms."""
    found = find_spec("ast_grep_py")
    if found is None or found.origin is None:
        return ""
    return " ".join(sorted(each.name for each in Path(found.origin).parent.parent.glob("ast_grep_py-*.dist-info")))
