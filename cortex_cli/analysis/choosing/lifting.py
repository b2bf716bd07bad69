"""What structure, tests, documents and the request's own names add to the scores of files."""

from __future__ import annotations

from cortex_cli.analysis.choosing.attachments import raise_tests
from cortex_cli.analysis.choosing.descriptions import raise_documents
from cortex_cli.analysis.choosing.documents import choose_named
from cortex_cli.analysis.choosing.everywhere import raise_users
from cortex_cli.analysis.choosing.relevance import Material, Ranking
from cortex_cli.analysis.choosing.restraint import hold_back
from cortex_cli.index.snapshot import Snapshot


def lift(material: Material, snapshot: Snapshot, ranking: Ranking, *, new_part: bool, vague: bool) -> None:
    """Raise what comes along with the best files, unless the request is `vague`; what it forbids stays below."""
    if not vague:
        raise_users(material, snapshot, ranking)
        raise_tests(material, ranking)
        raise_documents(material, snapshot, ranking, new_part)
    choose_named(material, ranking)
    hold_back(material, ranking)
