"""Analyses of odd repositories, which must all end well: `python -m benchmarks.analysis_fuzz --count 200`.

Each repository is analysed, explained and planned for a few requests, and analysed once more in another clone of the
index: the two analyses must be equal. Exits 1 when anything raises what is no error for users, or differs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from cortex_cli.analysis.analyzer import analyze
from cortex_cli.config.paths import index_file
from cortex_cli.model.encoding import document, json_text
from cortex_cli.model.errors import CortexError
from cortex_cli.vcs.repository import Repository, discover
from tests.kit.odd_repositories import make_odd_repository

REQUESTS = (
    "Fix the login of users",
    "Add a token cache with tests and docs, rename `parse_user` everywhere and update the changelog",
    '日付 Ärger `x` "quoted" src/login1.py ../.. $(rm) {{ 7*7 }} [id] ' + "word " * 500,
)


def faults_of(place: Path, seed: int, requests: Sequence[str] = REQUESTS) -> list[str]:
    """What goes wrong with the repository of this seed, made in `place`; empty for nothing."""
    said = make_odd_repository(place, seed)
    repository = discover(place)
    return [f"{said}: {fault}" for request in requests if (fault := _fault(repository, request))]


def _fault(repository: Repository, request: str) -> str:
    try:
        first = _analysed(repository, request)
        for path in index_file(repository.common_dir).parent.glob("index*"):
            path.unlink()
        second = _analysed(repository, request)
    except Exception:  # noqa: BLE001
        return traceback.format_exc()  # whatever it is, it is what we look for
    return "" if first == second else f"two analyses of {request[:40]!r} differ"


def _analysed(repository: Repository, request: str) -> str:
    try:
        found = analyze(repository, request, commit=repository.head())
    except CortexError as error:
        return f"refused: {error.message}"
    return json_text(document("analysis", found))


def main() -> None:
    parser = argparse.ArgumentParser(description="Analyse odd repositories.")
    parser.add_argument("--count", type=int, default=200, help="how many repositories (default: 200)")
    parser.add_argument("--first", type=int, default=0, help="the first seed (default: 0)")
    options = parser.parse_args()
    faults = 0
    for seed in range(options.first, options.first + options.count):
        place = Path(tempfile.mkdtemp(prefix="cortex-odd-"))
        try:
            found = faults_of(place, seed)
        finally:
            shutil.rmtree(place)
        faults += len(found)
        sys.stdout.writelines(f"{fault}\n" for fault in found)
    sys.stdout.write(f"{options.count} odd repositories, {len(REQUESTS)} requests each: {faults} faults\n")
    sys.exit(faults > 0)


if __name__ == "__main__":
    main()
