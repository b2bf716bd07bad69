"""Draws the cases of localisation from local clones: `python -m benchmarks.localization.cases --clones FOLDER`.

A case is a commit: its message is the request, its parent the repository to be searched, and the existing source
files that it changed are the answer. The clones, and the commits and quotas of repositories.json, alone decide which
commits are drawn: in the order of a hash of their ids. Only ids are kept; texts are read from the clones again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.localization.case import Case, describe
from benchmarks.localization.case_files import CASES, GROUPS, Source, ids_text, read_sources, texts
from benchmarks.localization.clones import Clone, clone_of
from benchmarks.localization.commits import Commit, Told, usable_commits

CLONES = "LOC_MIRRORS"
"""The environment variable with the folder of clones, each at OWNER+NAME/repo."""
SEED = 20
QUOTA = {"1": 0.50, "2-3": 0.33, "4-8": 0.17}
"""Shares by number of files to be found: changes of several files are drawn more often than they are made."""
MOST_LINES = 600
FEWEST_CANDIDATES = 20
WEEK = 7 * 86_400
YEAR = 31_556_952


@dataclass
class Draw:
    """The cases drawn so far from one repository, by quota and then without one."""

    source: Source
    cases: list[Case] = field(default_factory=list)
    further: list[Case] = field(default_factory=list)
    wanted: dict[str, int] = field(init=False)
    years: Counter[int] = field(default_factory=Counter)
    seen: set[object] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.wanted = {bucket: round(self.source.cases * share) for bucket, share in QUOTA.items()}
        self.wanted["1"] += self.source.cases - sum(self.wanted.values())

    @property
    def filled(self) -> bool:
        return not any(self.wanted.values())

    @property
    def done(self) -> bool:
        return self.filled and len(self.further) >= self.source.further

    def may_take(self, told: Told) -> bool:
        """Whether the commit is worth a closer look: another change than those drawn, of a size still wanted."""
        if self.seen & _marks(told):
            return False
        return self.filled or bool(self.source.further) or len(told.commit.changed_sources) > 1 or self.wanted["1"] > 0

    def take(self, told: Told, case: Case) -> None:
        """Add the case where there is room for it; no year may have more than a fifth of the cases."""
        bucket, year = bucket_of(len(case.gold)), case.date // YEAR
        most = max(2, -(-self.source.cases // 5))
        if self.wanted[bucket] > 0 and self.years[year] < most:
            self.wanted[bucket] -= 1
            self.years[year] += 1
            self.cases.append(case)
        elif len(self.further) < self.source.further:
            self.further.append(case)
        else:
            return
        self.seen |= _marks(told)


def draw(clone: Clone, source: Source) -> Draw:
    """Draw `source.cases` cases, or as many as there are, and then the further ones; each oldest first."""
    drawn = Draw(source)
    for told in sorted(usable_commits(clone, source.commit), key=lambda told: _lot(clone, told.commit)):
        if drawn.done:
            break
        if drawn.may_take(told) and stands_alone(clone, told.commit):
            case = describe(clone, told)
            if case.gold and case.candidates >= FEWEST_CANDIDATES:
                drawn.take(told, case)
    for cases in (drawn.cases, drawn.further):
        cases.sort(key=lambda case: (case.date, case.commit))
    return drawn


def stands_alone(clone: Clone, commit: Commit) -> bool:
    """Whether the change is small, its parent wholly there, and none of its files its author's work of that week.

    Earlier commits of the same work would answer: their messages and files are in the history.
    """
    gold, parent = commit.changed_sources, commit.parents[0]
    if _lines_changed(clone, parent, commit.oid, gold) > MOST_LINES or not _is_whole(clone, parent):
        return False
    since = f"--since={commit.time - WEEK}"
    authors = clone.git("log", parent, since, "--format=%an", "--", *gold).split("\n")
    return commit.author.lower() not in {author.lower() for author in authors if author}


def bucket_of(files: int) -> str:
    """The size of a change, as `QUOTA` names it."""
    return "1" if files == 1 else "2-3" if files <= 3 else "4-8"


def _marks(told: Told) -> set[object]:
    return {told.commit.changed_sources, told.blind.lower()}


def _lot(clone: Clone, commit: Commit) -> str:
    return hashlib.sha256(f"{SEED}:{clone.name}:{commit.oid}".encode()).hexdigest()


def _lines_changed(clone: Clone, parent: str, commit: str, paths: Iterable[str]) -> int:
    counted = 0
    for line in clone.git("diff", "--no-renames", "--numstat", parent, commit, "--", *paths).splitlines():
        added, removed, _ = line.split("\t", 2)
        counted += sum(int(number) if number.isdigit() else 9_999 for number in (added, removed))
    return counted


def _is_whole(clone: Clone, commit: str) -> bool:
    """Whether every blob is there; a partial clone may lack some."""
    said = clone.git("cat-file", "--batch-check=%(objecttype)", stdin="\n".join(clone.blobs(commit).values()))
    return "missing" not in said


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw cases of localisation from local clones.")
    parser.add_argument("--clones", type=Path, default=os.environ.get(CLONES), help=f"OWNER+NAME/repo each (${CLONES})")
    parser.add_argument("--group", choices=GROUPS, default="held_out", help="of repositories.json (default: held_out)")
    parser.add_argument("--texts", type=Path, help="write the cases with their texts to this file, for fitting")
    parser.add_argument("--write", action="store_true", help="write the ids of held-out cases to cases.jsonl")
    options = parser.parse_args()
    if options.clones is None:
        parser.error(f"give --clones or set {CLONES}")
    drawn = [draw(clone_of(options.clones, source.name), source) for source in read_sources(options.group)]
    cases = [case for one in drawn for case in one.cases]
    for one in drawn:
        sys.stdout.write(f"{one.source.name}: {len(one.cases)} cases, {len(one.further)} further\n")
    if options.texts:
        further = [case for one in drawn for case in one.further]
        options.texts.write_text(texts(cases, options.group) + texts(further, "training"), encoding="utf-8")
    if options.write and options.group == "held_out":
        CASES.write_text(ids_text(cases), encoding="utf-8")


if __name__ == "__main__":
    main()
