"""A path that a pattern most likely matches, found without a search."""

from __future__ import annotations

from cortex_cli.model.characters import Characters
from cortex_cli.model.pattern import Pattern
from cortex_cli.model.segment import Atom, Segment, Wild

FILLER = "x"


def sample(pattern: Pattern) -> str:
    """A path in the spirit of `pattern`; whether it really matches has to be asked, for it need not."""
    return samples(pattern)[-1]


def samples(pattern: Pattern) -> tuple[str, ...]:
    """Such paths, the shortest first: of a literal pattern also the one that it names."""
    if pattern.literal:
        return pattern.path, f"{pattern.path}/{FILLER}"
    return ("/".join(map(_name, pattern.segments)),)


def _name(segment: Segment) -> str:
    if isinstance(segment, str):
        return segment
    return FILLER if isinstance(segment, Wild) else "".join(map(_text, segment.atoms))


def _text(atom: Atom) -> str:
    if isinstance(atom, Characters):
        return FILLER if FILLER in atom or not atom.spans else chr(atom.spans[0][0])
    return atom if isinstance(atom, str) else FILLER
