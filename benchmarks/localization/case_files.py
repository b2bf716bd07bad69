"""The data files of the benchmark: the repositories, and the ids of the cases drawn from them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.localization.case import Case, CaseId

HERE = Path(__file__).parent
REPOSITORIES = HERE / "repositories.json"
CASES = HERE / "cases.jsonl"
GROUPS = ("held_out", "development", "training")


@dataclass(frozen=True, slots=True)
class Source:
    """A repository that cases come from; nothing after `commit` is looked at. `further` cases follow no quota."""

    name: str
    commit: str
    language: str
    cases: int
    further: int = 0


def read_sources(group: str, file: Path = REPOSITORIES) -> list[Source]:
    """The repositories of `group`: held_out, development or training."""
    return [Source(**entry) for entry in json.loads(file.read_text(encoding="utf-8"))[group]]


def read_ids(file: Path = CASES) -> list[CaseId]:
    return [CaseId(**json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


def ids_text(cases: Iterable[Case]) -> str:
    """One JSON object a line."""
    return "".join(
        json.dumps({"repository": case.repository, "commit": case.commit, "parent": case.parent}) + "\n"
        for case in cases
    )


def texts(cases: Iterable[Case], split: str) -> str:
    """The cases with all their texts, one JSON object a line: for fitting, and not to be published."""
    return "".join(json.dumps(_record(case, split), ensure_ascii=False, sort_keys=True) + "\n" for case in cases)


def _record(case: Case, split: str) -> dict[str, object]:
    return {
        "id": f"{case.repository}@{case.commit[:10]}",
        "repo": case.repository,
        "split": split,
        "parent": case.parent,
        "commit": case.commit,
        "date": case.date,
        "request_raw": case.raw,
        "request_blind": case.blind,
        "request_plain": case.plain,
        "gold": case.gold,
        "gold_tests": case.tests,
        "gold_new": case.new,
        "n_candidates": case.candidates,
    }
