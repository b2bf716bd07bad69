"""How a planning case refers to objectives whose ids it cannot know: by what they may write, or by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.plan import Objective, Plan
from cortex_cli.model.scope import Scope
from cortex_cli.model.text import shortened

TITLE_SHOWN = 40


class NoSuchObjective(Exception):
    """A reference that leads to no objective, or to several; its text says so."""


class Cast:
    """The objectives of a plan, to be found by id, by a path or by words of a title."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._by_id = {objective.id: objective for objective in plan.objectives}

    @cached_property
    def writes(self) -> dict[str, Scope]:
        """By id what each objective may write, the team's forbid taken away."""
        return {each.id: each.scope.with_forbid(self.plan.global_forbid) for each in self.plan.objectives}

    def writers(self, path: str) -> tuple[Objective, ...]:
        """The objectives that may write `path`, in the order of the plan."""
        fold = self.plan.fold_case
        return tuple(each for each in self.plan.objectives if self.writes[each.id].matches(path, fold_case=fold))

    def find(self, reference: str) -> Objective:
        """The one objective meant: its id, else a path that it alone may write, else words of its title.

        Raises NoSuchObjective where that is not exactly one.
        """
        if reference in self._by_id:
            return self._by_id[reference]
        writers = self._able(reference)
        titled = [each for each in self.plan.objectives if reference.lower() in each.title.lower()]
        for found in (writers, titled):
            if len(found) == 1:
                return found[0]
        several = writers or titled
        if several:
            raise NoSuchObjective(f"{reference} could be {' or '.join(each.id for each in several)}")
        raise NoSuchObjective(f"{reference} is neither an id, a path that an objective may write, nor in a title")

    def ids(self, references: Iterable[str]) -> frozenset[str]:
        """The ids of the objectives that `references` mean."""
        return frozenset(self.find(reference).id for reference in references)

    def _able(self, path: str) -> tuple[Objective, ...]:
        """Those that may write `path` because they say so: one that may write everything names no path."""
        try:
            return tuple(each for each in self.writers(path) if each.scope.touch is not None)
        except ScopeError:
            return ()

    def waves(self) -> str:
        """All waves in one line, each objective with the first thing it may write."""
        return shown_waves([[self._by_id[name] for name in wave.objectives] for wave in self.plan.waves])


def shown_waves(waves: Sequence[Sequence[Objective]]) -> str:
    """Such as `[O1 src/app.py] [O2 docs/ | O3 tests/test_app.py and 2 more]`."""
    return " ".join(f"[{' | '.join(map(_shown, wave))}]" for wave in waves)


def _shown(objective: Objective) -> str:
    touch = objective.scope.touch
    if not touch:
        return f"{objective.id} {'everything' if touch is None else 'nothing'}"
    more = f" and {len(touch) - 1} more" if len(touch) > 1 else ""
    return f"{objective.id} {shortened(touch[0], TITLE_SHOWN)}{more}"
