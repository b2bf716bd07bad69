"""The page of the benchmark: tables of means with their intervals, and what they were measured on."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Sequence

from benchmarks.localization.baselines import BASELINES
from benchmarks.localization.case import Case
from benchmarks.localization.case_files import Source
from benchmarks.localization.measuring import AS_WRITTEN, CORTEX, PLAIN, VARIANTS, Answer
from benchmarks.localization.metrics import Mean, Score, mean
from cortex_cli import __version__

RANKINGS = (CORTEX, *BASELINES)
COMMAND = "python -m benchmarks.localization.run --clones FOLDER --write"
FIGURES: tuple[tuple[str, Callable[[Score], float]], ...] = (
    ("recall@10", lambda score: score.recall),
    ("all in ten", lambda score: score.complete),
    ("MRR", lambda score: score.reciprocal_rank),
)
HEAD = f"""# Localisation: which files does a request change?

Written by `{COMMAND}`.
All rankings answered the same requests in one run.
"""
PROTOCOL = """## How it is measured

A case is a commit of a public repository. The request is its message, cleaned of trailers; the repository is its
parent, checked out without any ref, so that nothing later can be seen; the right files are the existing source files
in which the commit changed behaviour (at most eight; tests, documents, vendored and generated files are neither right
nor wrong). *Plain* is the message without issue numbers, names of touched paths, and anything written like code;
cases of which too little is left then have no plain variant.

Left out are commits by bots, merges, reverts, releases, mere formatting, typing or documentation, and those whose
author had worked on one of the files in the week before. Half of the cases change one file, a third two or three, the
rest more; no year gives more than a fifth of a repository's. A hash of the commit ids decides which are drawn.

*recall@10* is the share of right files among the first ten, *all in ten* the share of requests with all of them
there, both in percent like *MRR*, the mean of 1 / rank of the first right file. In brackets: 95 % intervals, by
bootstrap over the cases. Seconds are the median for one request. Those of Cortex include reading the repository; the
baselines had read it before.

The weights of Cortex were fitted on other repositories: those under `development` and `training` in
`benchmarks/localization/repositories.json`.
"""
AGAIN = """## To measure again

Each repository must lie at `FOLDER/OWNER+NAME/repo`, for instance by `git clone --bare`. Then:

    {command}

Without `--write` the page is only printed. `--group development` measures on the development repositories, and
`python -m benchmarks.localization.cases --clones FOLDER` draws the cases again.
"""


def page(answers: Sequence[Answer], sources: Sequence[Source]) -> str:
    """The whole page; `sources` are the repositories, in the order to be shown."""
    cases = list({answer.case.name: answer.case for answer in answers}.values())
    parts = [
        HEAD,
        f"{machine()}\n",
        f"## Result\n\n{result(answers)}",
        PROTOCOL,
        f"## Repositories\n\n{_repositories(cases, sources)}",
        f"## Cases\n\n{_sizes(cases)}\n\n{_ids(cases, sources)}",
        AGAIN.format(command=COMMAND),
    ]
    return "\n".join(parts)


def machine() -> str:
    """What the figures were measured with."""
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores"
    return f"Cortex {__version__}, Python {platform.python_version()}, {system}."


def result(answers: Sequence[Answer]) -> str:
    """A table for each variant, what Cortex is ahead by, and how often it failed."""
    parts = [_table(answers, variant) for variant in VARIANTS if any(one.variant == variant for one in answers)]
    failed = sum(answer.failure is not None for answer in answers)
    parts += [f"Cortex failed on {failed} requests; there it has found nothing.\n"] if failed else []
    return "\n".join(parts)


def _table(answers: Sequence[Answer], variant: str) -> str:
    chosen = {name: [one for one in answers if (one.ranking, one.variant) == (name, variant)] for name in RANKINGS}
    lines = [
        f"| {variant}, {len(chosen[CORTEX])} requests | {' | '.join(name for name, _ in FIGURES)} | seconds |",
        f"|---|{'---:|' * len(FIGURES)}---:|",
    ]
    for name, said in chosen.items():
        figures = [_figure(mean([of(one.score) for one in said])) for _, of in FIGURES]
        lines.append(f"| {name} | {' | '.join(figures)} | {statistics.median(one.seconds for one in said):.3f} |")
    for name in BASELINES:
        pairs = list(zip(chosen[CORTEX], chosen[name], strict=True))
        ahead = [_figure(mean([of(one.score) - of(other.score) for one, other in pairs]), "+") for _, of in FIGURES]
        lines.append(f"| Cortex minus {name} | {' | '.join(ahead)} | |")
    return "\n".join(lines) + "\n"


def _figure(one: Mean, sign: str = "") -> str:
    low, value, high = (f"{100 * number:{sign}.1f}" for number in (one.low, one.value, one.high))
    return f"{value} ({low} to {high})"


def _repositories(cases: Sequence[Case], sources: Sequence[Source]) -> str:
    lines = ["| repository | newest commit | language | cases | source files |", "|---|---|---|---:|---:|"]
    for source in sources:
        counts = [case.candidates for case in cases if case.repository == source.name]
        if counts:
            spread = f"{min(counts):,} to {max(counts):,}"
            lines.append(f"| {source.name} | `{source.commit}` | {source.language} | {len(counts)} | {spread} |")
    return "\n".join(lines) + "\n"


def _sizes(cases: Sequence[Case]) -> str:
    one = sum(len(case.gold) == 1 for case in cases)
    few = sum(2 <= len(case.gold) <= 3 for case in cases)
    plain = sum(case.plain is not None for case in cases)
    return (
        f"{len(cases)} cases: {one} change one file, {few} two or three, {len(cases) - one - few} more. "
        f"All have the variant *{AS_WRITTEN}*, {plain} have *{PLAIN}*. These are the commits:"
    )


def _ids(cases: Sequence[Case], sources: Sequence[Source]) -> str:
    lines = ["| repository | commits |", "|---|---|"]
    for source in sources:
        ids = [f"`{case.commit[:10]}`" for case in cases if case.repository == source.name]
        if ids:
            lines.append(f"| {source.name} | {' '.join(ids)} |")
    return "\n".join(lines) + "\n"
