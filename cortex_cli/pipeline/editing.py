"""`cortex plan --edit`: a plan changed in the user's editor, on a copy, until it holds or is given up."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cortex_cli.config.problems import DocumentError
from cortex_cli.model.errors import RefusedError, UsageError
from cortex_cli.model.plan import Plan
from cortex_cli.model.plan_check import PlanCheck
from cortex_cli.pipeline.context import Project
from cortex_cli.pipeline.kept_text import Origin, forget, kept_of, origin, origin_of, remember
from cortex_cli.pipeline.plan_files import find_plan_file, named_file, prove, with_staleness, write_whole
from cortex_cli.pipeline.replaced_text import keep_replaced
from cortex_cli.planning.checking.findings import located
from cortex_cli.planning.plan_files.reader import load_plan
from cortex_cli.planning.plan_files.text import sealed_text
from cortex_cli.process.environment import absolute_path
from cortex_cli.process.terminal import run_at_terminal
from cortex_cli.reporting.files import ReportKind
from cortex_cli.reporting.plan_report import plan_markdown

HOW_TO_SET = "export EDITOR=nano, or any other that waits until you are done: EDITOR='code --wait'"


@dataclass(frozen=True)
class EditedCopy:
    """The copy `file` of the plan in `original`, whose bytes were `before`; `in_place` where it was named by path.

    `name` is the file as the user would name it; `taken_up` where it holds text that was kept before.
    """

    original: Path
    before: bytes
    file: Path
    name: str
    in_place: bool
    taken_up: bool = False

    @property
    def text(self) -> bytes:
        return self.file.read_bytes()

    @property
    def is_changed(self) -> bool:
        return self.file.is_file() and self.text != self.before


@dataclass(frozen=True)
class Revision:
    """What the text of a copy is worth; `plan` is sealed where it holds, and None where it is no plan at all.

    `places` has where each objective stands in the copy.
    """

    plan: Plan | None
    check: PlanCheck
    places: Mapping[str, str]


@dataclass(frozen=True)
class Settled:
    """The plan as it was sealed, the file that holds it, and where the text is if writing it lost some."""

    plan: Plan
    file: Path
    kept: Path | None = None


def editor_of(environment: Mapping[str, str]) -> tuple[str, ...]:
    """The user's editor with its options; UsageError where none is set, or where it is not installed."""
    name = next((name for name in ("VISUAL", "EDITOR") if environment.get(name, "").strip()), None)
    if name is None:
        raise UsageError("no editor is set: neither VISUAL nor EDITOR", mend=HOW_TO_SET)
    try:
        words = shlex.split(environment[name])
    except ValueError as error:
        raise UsageError(f"{name} is no command: {error}", where=environment[name], mend=HOW_TO_SET) from None
    program = shutil.which(words[0], path=absolute_path(environment))
    if program is None:
        raise UsageError(f"the editor {words[0]!r} of {name} is not installed", mend=HOW_TO_SET)
    return (program, *words[1:])


def open_copy(project: Project, reference: str | None) -> EditedCopy:
    """A copy of the plan that `reference` names, the newest one's where it is None, in Cortex's own directory.

    Text that was kept of that plan is taken up again, and so it is where `reference` names the kept copy itself.
    Raises RefusedError for a kept copy whose plan file was changed since.
    """
    named, place = find_plan_file(project, reference), project.directory / "edited"
    belongs = origin_of(named) if named.resolve().parent == place.resolve() else None
    if belongs is not None:
        return _taken_up(project, named, belongs)
    before, in_place = named.read_bytes(), named_file(project, reference) is not None
    kept = kept_of(place, origin(named, before, in_place))
    if kept is not None:
        return EditedCopy(named, before, kept, _name(project, kept), in_place, taken_up=True)
    place.mkdir(parents=True, exist_ok=True)
    file = _written_anew(place, named, before)
    return EditedCopy(named, before, file, _name(project, file), in_place)


def _taken_up(project: Project, copy: Path, belongs: Origin) -> EditedCopy:
    original = Path(belongs.file)
    before = original.read_bytes() if original.is_file() else b""
    if origin(original, before, belongs.in_place) != belongs:
        raise RefusedError(
            f"{_name(project, original)} was changed since this text of it was kept",
            where=_name(project, copy),
            mend=f"bring what you want of it there: cortex plan --edit {shlex.quote(_name(project, original))}",
        )
    return EditedCopy(original, before, copy, _name(project, copy), belongs.in_place, taken_up=True)


def _name(project: Project, file: Path) -> str:
    start = project.settings.start
    return str(file.relative_to(start) if file.is_relative_to(start) else file)


def _written_anew(place: Path, original: Path, content: bytes) -> Path:
    """A new file in `place` with a name like that of `original`; none is overwritten."""
    number = 1
    while True:
        file = place / f"{original.stem}{f'-{number}' if number > 1 else ''}{original.suffix}"
        try:
            with file.open("xb") as stream:
                stream.write(content)
        except FileExistsError:
            number += 1
        else:
            return file


def revise(project: Project, copy: EditedCopy, editor: tuple[str, ...]) -> Revision | None:
    """Let the user edit the copy, and prove what comes of it; None where nothing was changed.

    Raises UsageError where the editor failed; what it changed is kept.
    """
    status = run_at_terminal([*editor, str(copy.file)], project.settings.environment)
    if copy.is_changed:
        remember(copy.file, origin(copy.original, copy.before, copy.in_place))
    else:
        forget(copy.file)
    if status != 0:
        kept = f"; what it changed is in {copy.name}" if copy.file.exists() else ""
        how = f"with status {status}" if status > 0 else f"by signal {-status}"
        raise UsageError(f"the editor {editor[0]} ended {how}: the plan is as it was{kept}", where=str(copy.original))
    return judge(project, copy) if copy.file.exists() else None


def judge(project: Project, copy: EditedCopy) -> Revision:
    """Read the copy and prove it."""
    try:
        read = load_plan(copy.text, copy.name)
    except DocumentError as error:
        return Revision(None, PlanCheck(False, (), error.problems, ()), {})
    sealed, check = prove(project, read.plan)
    check = with_staleness(project, sealed, copy.original, check)
    return Revision(sealed, located(check, read.places), read.places)


def settle(project: Project, copy: EditedCopy, plan: Plan) -> Settled:
    """Write the sealed plan: over its file where that was named by path, else as the plan with its new id.

    Raises RefusedError where the file was changed meanwhile, UsageError where it cannot be written; the copy is kept
    then.
    """
    if copy.original.read_bytes() != copy.before:
        raise RefusedError(
            f"the plan file was changed while you edited it; your text is in {copy.name}",
            where=str(copy.original),
            mend="bring the two together, then: cortex plan --seal FILE",
        )
    text = sealed_text(copy.text.decode(), plan)
    kept = keep_replaced(project, copy.file, text)
    if copy.in_place:
        write_whole(copy.original, text)
        file = copy.original
    else:
        identifier = plan.id or "unsealed"
        project.reports.write(ReportKind.PLAN, identifier, plan_markdown(plan))
        file = project.reports.write_plan(identifier, text)
    forget(copy.file)
    return Settled(plan, file, kept)
