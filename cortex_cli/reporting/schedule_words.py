"""How good a plan's waves are, in sentences: on the screen and on the page of a plan alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cortex_cli.model.plan import Advice, Plan
from cortex_cli.model.schedule import PER_WAVE, Bound, Schedule, Split, SplitAction
from cortex_cli.model.text import clean, counted, duration

NAMES_SHOWN = 8

ROUNDING = 0.2
"""Seconds by which sums of rounded estimates may differ."""


def schedule_sentences(plan: Plan) -> tuple[str, ...]:
    """The number of waves and its cause, then where the time goes; nothing to say of a single wave."""
    if plan.schedule is None or plan.schedule.waves < 2:
        return ()
    return _waves_sentence(plan.schedule, bool(plan.splits)), *_path_sentence(plan.schedule)


def times(plan: Plan, advice: Advice, how: str) -> str:
    """What one worker and the waves take, which are `how`; with what of the waves is not work, where that is known.

    What is the same for both is said once, and nothing of one worker where there is one objective. Nothing more is said
    of a plan whose waves were changed since its advice was given.
    """
    alone, together = duration(advice.serial_seconds), duration(advice.parallel_seconds)
    more = overhead(replace(plan, advice=advice))
    spent = f"{alone} with one worker, {together} {how}"
    if len(plan.objectives) == 1:
        spent = f"{together} {how}"
    elif alone == together:
        spent = f"{together} {how}, as with one worker"
    return f"{spent}: {more}" if more else spent


def overhead(plan: Plan) -> str:
    """Such as `24 s of work and 4 x 30 s for integration and gates`; empty where it is not known."""
    advice, schedule = plan.advice, plan.schedule
    if advice is None or schedule is None or not schedule.waves:
        return ""
    if abs(advice.parallel_seconds - schedule.seconds - schedule.waves * PER_WAVE) > ROUNDING:
        return ""
    times = f"{schedule.waves} x " if schedule.waves > 1 else ""
    return f"{duration(schedule.seconds)} of work and {times}{duration(PER_WAVE)} for integration and gates"


def split_sentence(split: Split) -> str:
    """A file that several wanted and one has, with what that changed."""
    alone = len(split.objectives) == 1
    who = named(split.objectives)
    place = "before" if split.action is SplitAction.CONTRACT_FIRST else "after"
    changes = list(_changes(split))
    what_changed = f"; {', '.join(changes)}" if changes else ""
    owner = f"now {clean(split.owner)} writes it {place} {who if alone else 'them'}"
    return f"{clean(split.path)}: {who} wanted it{' as well' if alone else ''}, {owner}{what_changed}"


def _changes(split: Split) -> Iterator[str]:
    if split.waves_before != split.waves_after:
        yield f"{counted(split.waves_before, 'wave')} became {split.waves_after}"
    before, after = duration(split.seconds_before), duration(split.seconds_after)
    if before != after:
        yield f"{before} became {after}"


def _waves_sentence(schedule: Schedule, split: bool) -> str:
    """With files `split` otherwise there could be fewer: the bound is one of the objectives as they are now."""
    waves = counted(schedule.waves, "wave")
    best = "the fewest possible" if schedule.optimal else f"at least {schedule.least_waves} needed"
    whose = " for these objectives" if split else ""
    return f"{waves}, {best}{whose}: {_cause(schedule)}"


def _cause(schedule: Schedule) -> str:
    names, least = schedule.bound_by, schedule.least_waves
    if schedule.bound is Bound.DEPENDENCIES:
        return f"{named(names)} have to run one after another"
    if schedule.bound is Bound.CONFLICTS:
        more = "" if len(names) == least else ", and others come before or after them"
        apart = "cannot share a wave" if len(names) == 2 else "can share a wave"
        return f"{'' if len(names) == 2 else 'no two of '}{named(names)} {apart}{more}"
    if schedule.bound is Bound.SEARCH:
        return "every way to have fewer was tried"
    size = schedule.at_once or 1
    once = f"takes {counted(size, 'objective')} at once"
    if schedule.bound is Bound.CAPACITY:
        more = f", and not every {size} can share a wave" if least > -(-sum(schedule.profile) // size) else ""
        return f"the team {once}{more}"
    share = clean(schedule.share or "")
    who = f"the worker {share}" if schedule.bound is Bound.WORKER else f"the resource {share}"
    return f"{who} {once}, and {counted(len(names), 'objective needs', 'objectives need')} it"


def _path_sentence(schedule: Schedule) -> Iterator[str]:
    """The critical path, where there is one, and how wide the dependencies alone would let the plan be."""
    if len(schedule.critical_path) < 2 or len(schedule.profile) < 2:
        return
    first, *others = map(str, schedule.profile)
    width = f"side by side at most {', then '.join((first, *others))}"
    if not schedule.seconds:
        yield f"{width[0].upper()}{width[1:]}"
        return
    path, whole = duration(schedule.critical_seconds), duration(schedule.seconds)
    time = f"{path} of the {whole} of work; " if path != whole else f"all of the {whole} of work; "
    chain = "" if schedule.critical_path == schedule.bound_by else f" {named(schedule.critical_path)}"
    yield f"Critical path{chain}: {time}{width}"


def named(names: Sequence[str]) -> str:
    """`O1`, `O1 and O2`, `O1, O2 and O3`; of many the first and how many more."""
    shown = [clean(name) for name in names[:NAMES_SHOWN]]
    if len(names) > len(shown):
        shown.append(f"{len(names) - len(shown)} more")
    *most, last = shown or [""]
    return f"{', '.join(most)} and {last}" if most else last
