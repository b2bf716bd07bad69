"""What the repository is made of, for people."""

from __future__ import annotations

from collections import defaultdict

from cortex_cli.analysis.commit.inventory import count_languages
from cortex_cli.analysis.commit.manifests import dependencies_of, entry_points_of
from cortex_cli.analysis.commit.survey import Survey
from cortex_cli.model.analysis import Facts, Role


def state_facts(survey: Survey) -> Facts:
    """Counts, languages, entry points, tests, configuration and dependencies of the commit."""
    lines: dict[str, list[int]] = defaultdict(list)
    for file in survey.files:
        if file.language is not None:
            lines[file.language.name].append(survey.lines[file.path])
    return Facts(
        files=len(survey.inventory.files) + len(survey.inventory.left_out),
        languages=count_languages(lines),
        entry_points=entry_points_of(
            survey.manifests, [file.path for file in survey.files], survey.resolver.module_path
        ),
        tests=tuple(file.path for file in survey.files if file.role is Role.TEST),
        config=tuple(file.path for file in survey.files if file.role is Role.CONFIG),
        dependencies=dependencies_of(survey.manifests),
    )
