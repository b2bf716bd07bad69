"""Odd repositories: one of each kind and two requests here, many more by `python -m benchmarks.analysis_fuzz`."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.analysis_fuzz import REQUESTS, faults_of
from tests.kit.odd_repositories import KINDS, make_odd_repository
from tests.kit.repositories import git


@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_an_odd_repository_is_analysed_or_refused_and_the_same_way_twice(tmp_path: Path, seed: int) -> None:
    requests = [request for number, request in enumerate(REQUESTS) if number != seed % len(REQUESTS)]
    assert faults_of(tmp_path / "odd", seed, requests) == []


def test_the_same_seed_makes_the_same_repository(tmp_path: Path) -> None:
    made = [make_odd_repository(tmp_path / name, 23) for name in ("one", "other")]
    heads = [git(tmp_path / name, "rev-parse", "main") for name in ("one", "other")]
    assert made[0] == made[1]
    assert heads[0] == heads[1]
