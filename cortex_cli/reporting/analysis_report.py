"""The analysis as a page to read and to discuss: the same analysis gives the same bytes."""

from __future__ import annotations

from cortex_cli.model.analysis import Analysis
from cortex_cli.rendering.environment import render
from cortex_cli.reporting.diagrams import groups_diagram
from cortex_cli.reporting.words import ACTIONS, excerpt, grounds, likelihood

CANDIDATES_LISTED = 100
BELOW_LISTED = 10


def analysis_markdown(analysis: Analysis) -> str:
    """`analysis` as GitHub Markdown."""
    wanted = [item for item in analysis.candidates if likelihood(item) >= analysis.threshold]
    below = [item for item in analysis.candidates if likelihood(item) < analysis.threshold]
    return render(
        "analysis.md.j2",
        {
            "analysis": analysis,
            "request": excerpt(analysis.request),
            "actions": ACTIONS,
            "likelihood": likelihood,
            "grounds": grounds,
            "facts": analysis.facts,
            "strategy": analysis.strategy,
            "wanted": wanted[:CANDIDATES_LISTED],
            "unlisted": max(len(wanted) - CANDIDATES_LISTED, 0),
            "below": below[:BELOW_LISTED],
            "below_unlisted": max(len(below) - BELOW_LISTED, 0),
            "diagram": groups_diagram(analysis),
        },
    )
