"""The scopes of one wave, and the questions about them that take a search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import TypeVar

from cortex_cli.audit.characters import spelled
from cortex_cli.audit.evidence import Work
from cortex_cli.audit.languages import Languages
from cortex_cli.audit.patterns import Pattern, read
from cortex_cli.audit.separation import Near, apart, not_apart

PAIR_STEPS = 200_000
EVERYTHING = ("**",)

Both = Sequence[tuple[Pattern, Pattern]]
Answer = TypeVar("Answer")


class Exhausted(Exception):
    """No steps are left for any further question."""


class Scopes:
    """`touch` and `forbid` of each objective, patterns by their texts; `steps` are left for all questions together."""

    def __init__(self, works: Sequence[Work], fold_case: bool, steps: int) -> None:
        self.steps = steps
        self.languages = Languages(fold_case)
        self._fold_case = fold_case
        self.touch = [self._read(EVERYTHING if work.touch is None else work.touch) for work in works]
        self.forbid = [self._read(work.forbid) for work in works]

    def _read(self, patterns: Iterable[str]) -> dict[str, Pattern]:
        return {text: read(text, self._fold_case) for text in patterns}

    def limited(self, question: Callable[[], Answer]) -> Answer:
        """The answer to `question`. Raises OutOfSteps past PAIR_STEPS, Exhausted where no steps are left at all."""
        self._spend(1)
        given = self.languages.terms.steps = min(PAIR_STEPS, self.steps)
        try:
            return question()
        finally:
            self.steps -= given - max(self.languages.terms.steps, 0)

    def near(self) -> Near:
        """The patterns of each two objectives that a cheap look does not tell apart. Raises Exhausted."""
        owned = [(owner, each) for owner, patterns in enumerate(self.touch) for each in patterns.values()]
        return not_apart(owned, self._spend)

    def _spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def shared(self, both: Both, forbid: Iterable[Pattern] = ()) -> str | None:
        """A shortest path of two patterns in `both`, and of none in `forbid`."""
        union, terms = self.languages.union, self.languages.terms
        left, right = (union(dict.fromkeys(side)) for side in zip(*both, strict=True))
        return self.languages.shortest(left, right, terms.none_of(union(forbid)))

    def overlap(self, one: int, other: int, both: Both) -> str | None:
        """A path that both objectives may write, or that one writes below a file that the other may make."""
        forbid = [self._concerning(place, both) for place in (one, other)]
        turned = [(second, first) for first, second in both]
        return self.shared(both, chain(*forbid)) or self._clash(one, other, both) or self._clash(other, one, turned)

    def _concerning(self, place: int, patterns: Sequence[tuple[Pattern, ...]]) -> list[Pattern]:
        """What is forbidden to an objective, as far as it could match what all of some of `patterns` match."""
        forbid = self.forbid[place].values()
        self._spend(len(forbid) * len(patterns))
        return [each for each in forbid if not all(any(apart(each, one) for one in together) for together in patterns)]

    def _clash(self, maker: int, writer: int, both: Both) -> str | None:
        """A path that one may write below a file that the other may make by its name."""
        union, terms = self.languages.union, self.languages.terms
        forbidden = union(self.forbid[maker].values())
        literals = dict.fromkeys(one.path for one, _ in both if one.literal and not one.directory)
        files = [path for path in literals if not self.languages.has(forbidden, path)]
        if not self.forbid[maker] or not files:
            return None  # without forbid, what lies below a file is its maker's as well
        below = terms.any_of(map(self.languages.below, files))
        others = dict.fromkeys(other for _, other in both)
        kept = terms.none_of(union(self._concerning(writer, [(other,) for other in others])))
        return self.languages.shortest(union(others), below, kept)

    def meet_at(self, one: int, other: int, path: str) -> bool:
        """Whether both may write `path`, or one of them, while the other may make a file above it."""
        writes = [place for place in (one, other) if self._may_write(place, path)]
        makes = [place for place in (one, other) if place not in writes and self._may_make_above(place, path)]
        return len(writes) + len(makes) == 2 and bool(writes)

    def _may_write(self, place: int, path: str) -> bool:
        has, union = self.languages.has, self.languages.union
        touched = has(self.languages.paths, path) and has(union(self.touch[place].values()), path)
        return touched and not has(union(self.forbid[place].values()), path)

    def _may_make_above(self, place: int, path: str) -> bool:
        below = spelled(path, self._fold_case)
        files = (each.path for each in self.touch[place].values() if each.literal and not each.directory)
        return any(below.startswith(f"{file}/") and self._may_write(place, file) for file in files)
