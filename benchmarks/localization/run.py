"""Cortex's ranking beside BM25 and grep: `python -m benchmarks.localization.run --clones FOLDER`.

`--write` puts the tables into docs/benchmarks/localization.md. Those are about the cases of cases.jsonl, on whose
repositories nobody may tune: to see single answers, measure with `--group development --answers FILE`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.localization.case import Case, read_case
from benchmarks.localization.case_files import GROUPS, read_ids, read_sources
from benchmarks.localization.cases import CLONES, draw
from benchmarks.localization.clones import clone_of
from benchmarks.localization.cortex_rankings import by_command, in_process
from benchmarks.localization.measuring import Answer, Bench, measure
from benchmarks.localization.page import page

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks" / "localization.md"
HELD_OUT = "held_out"


def read_cases(clones: Path, group: str) -> list[Case]:
    """The committed cases for the held-out group; for the others those that are drawn."""
    if group == HELD_OUT:
        return [read_case(clones, name) for name in read_ids()]
    return [case for source in read_sources(group) for case in draw(clone_of(clones, source.name), source).cases]


def answers_text(answers: Sequence[Answer]) -> str:
    """One JSON object a line: what each ranking said, and what was right."""
    records = (
        {
            "ranking": answer.ranking,
            "repository": answer.case.repository,
            "commit": answer.case.commit,
            "variant": answer.variant,
            "recall": answer.score.recall,
            "gold": answer.case.gold,
            "ranked": answer.ranked,
            "seconds": round(answer.seconds, 3),
            "failure": answer.failure,
        }
        for answer in answers
    )
    return "".join(json.dumps(record) + "\n" for record in records)


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="cortex-localization-") as temporary:
        bench = Bench(options.clones, Path(temporary).resolve(), by_command if options.command else in_process)
        cases = read_cases(options.clones, options.group)
        answers = measure(bench, cases, lambda said: sys.stderr.write(f"{said}\n"))
    text = page(answers, read_sources(options.group))
    sys.stdout.write(text)
    if options.answers:
        options.answers.write_text(answers_text(answers), encoding="utf-8")
    if options.write:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure which files Cortex expects a request to change.")
    parser.add_argument("--clones", type=Path, default=os.environ.get(CLONES), help=f"OWNER+NAME/repo each (${CLONES})")
    parser.add_argument("--group", choices=GROUPS, default=HELD_OUT, help="of repositories.json (default: held_out)")
    parser.add_argument("--command", action="store_true", help="ask the installed command, not in this process")
    parser.add_argument("--answers", type=Path, help="write every answer to this file; not for held-out cases")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks/localization.md")
    options = parser.parse_args()
    if options.clones is None:
        parser.error(f"give --clones or set {CLONES}")
    if options.answers and options.group == HELD_OUT:
        parser.error("single answers of held-out cases are not for reading: --group development has some")
    if options.write and options.group != HELD_OUT:
        parser.error("the page is about the held-out cases")
    return options


if __name__ == "__main__":
    main()
