"""The reports and plan files of one repository: written, found again, and told apart from the user's files."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.config.typed import WrongShape, typed
from cortex_cli.model.analysis import Analysis
from cortex_cli.model.encoding import encode, json_text
from cortex_cli.model.plan import Plan
from cortex_cli.reporting.files import ReportFiles, ReportKind, write_report

PLAN_SUFFIX = ".yaml"
ARCHIVE_SUFFIX = ".json"


@dataclass(frozen=True)
class Shelf:
    files: ReportFiles

    def write(self, kind: ReportKind, identifier: str, text: str, suffix: str = ".md") -> Path:
        """Write a report and its copy; the path that a user should open comes back."""
        return write_report(self.files, kind, identifier, text, suffix)

    def write_plan(self, identifier: str, text: str) -> Path:
        return self.write(ReportKind.PLAN, identifier, text, PLAN_SUFFIX)

    def relative(self, kind: ReportKind, identifier: str, suffix: str = ".md") -> str | None:
        """The report's path in the repository; None where reports stay out of the tree."""
        path = self.files.in_tree(kind, identifier, suffix)
        return path.relative_to(self.files.root).as_posix() if path else None

    def owns(self, path: str) -> bool:
        """Whether a repository path is one of Cortex's reports, which no dirty-tree check counts."""
        if self.files.directory is None:
            return False
        place = Path(path).parent
        names = {f"{kind.name}_" for kind in ReportKind}
        kinds = {Path(self.files.directory) / kind for kind in ReportKind}
        return place in kinds and any(Path(path).name.startswith(name) for name in names)

    def plan_files(self) -> tuple[Path, ...]:
        """The plan files a user sees, sorted; those of the git directory where none are in the tree."""
        for place in self.places():
            if found := sorted(place.glob(f"PLAN_*{PLAN_SUFFIX}")):
                return tuple(found)
        return ()

    def plan_ids(self) -> tuple[str, ...]:
        """The ids of the plans that can be found, newest first."""
        found: dict[str, Path] = {}
        for place in self.places():
            for file in sorted(place.glob(f"PLAN_*{PLAN_SUFFIX}")):
                found.setdefault(file.stem.removeprefix("PLAN_"), file)
        return tuple(sorted(found, key=lambda name: (-found[name].stat().st_mtime_ns, name)))

    def find_plan(self, identifier: str | None) -> Path | None:
        """The plan file with that id, else the newest by modification time."""
        if identifier is not None:
            names = {f"PLAN_{identifier}{PLAN_SUFFIX}"}
            found = [
                path for place in self.places() for path in place.glob(f"PLAN_*{PLAN_SUFFIX}") if path.name in names
            ]
            return found[0] if found else None
        return max(self.plan_files(), key=lambda path: (path.stat().st_mtime_ns, path.name), default=None)

    def archive_analysis(self, analysis: Analysis) -> None:
        """Keep the analysis as data in the git directory, so that a report can judge what it predicted."""
        path = self.files.copy(ReportKind.ANALYSIS, analysis.id, ARCHIVE_SUFFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json_text(encode(analysis)), encoding="utf-8")

    def archived_analysis(self, identifier: str | None) -> Analysis | None:
        """The analysis with that id as it was archived; None where it is not here, or of another version."""
        path = self.files.copy(ReportKind.ANALYSIS, identifier or "none", ARCHIVE_SUFFIX)
        try:
            return typed(json.loads(path.read_text(encoding="utf-8")), Analysis)
        except (OSError, ValueError, WrongShape):
            return None

    def newest_analysis(self) -> Analysis | None:
        """The analysis that was archived last and that this version can read; None where there is none."""
        place = self.files.copy(ReportKind.ANALYSIS, "x", ARCHIVE_SUFFIX).parent
        prefix = f"{ReportKind.ANALYSIS.name}_"
        files = sorted(place.glob(f"{prefix}*{ARCHIVE_SUFFIX}"), key=lambda file: (-file.stat().st_mtime_ns, file.name))
        found = (self.archived_analysis(file.stem.removeprefix(prefix)) for file in files)
        return next((analysis for analysis in found if analysis is not None), None)

    def of_run(self, plan: Plan, run_id: str) -> tuple[Path, ...]:
        """The Markdown reports of a run that exist: analysis, plan, accomplishment."""
        wanted = (
            (ReportKind.ANALYSIS, plan.analysis),
            (ReportKind.PLAN, plan.id),
            (ReportKind.ACCOMPLISHMENT, run_id),
        )
        found = (self.files.find(kind, identifier) for kind, identifier in wanted if identifier)
        return tuple(path for path in found if path is not None)

    def places(self) -> tuple[Path, ...]:
        """The directories of plan files, the one in the tree first."""
        shown = self.files.in_tree(ReportKind.PLAN, "x", PLAN_SUFFIX)
        copy = self.files.copy(ReportKind.PLAN, "x", PLAN_SUFFIX)
        return tuple(path.parent for path in (shown, copy) if path is not None)
