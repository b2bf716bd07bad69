"""All signals of one request side by side, each a share of the best source file's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import log1p

from cortex_cli.analysis.ranking.content import ContentScores, content_scores
from cortex_cli.analysis.ranking.fields import field_scores
from cortex_cli.analysis.ranking.ground import Ground, Scores, best_share
from cortex_cli.analysis.ranking.memory import Memory, PastScores, past_scores, remember
from cortex_cli.analysis.ranking.naming import NameScores, name_scores
from cortex_cli.analysis.ranking.places import PlaceScores, place_scores
from cortex_cli.analysis.ranking.votes import Neighbours, TestVotes, neighbours, test_votes
from cortex_cli.analysis.ranking.wording import Wording

SEEDS = 10


class Signal(StrEnum):
    """The columns of the model, in its order."""

    FILE = "file"
    FILE_SUBJECT = "file_subject"
    CHUNK = "chunk"
    CHUNK_TOP = "chunk_top"
    CHUNK_COVERED = "chunk_covered"
    FIELDS = "fields"
    FIELDS_SUBJECT = "fields_subject"
    SYMBOLS = "symbols"
    JOINED = "joined"
    DEFINED = "defined"
    WORDED = "worded"
    USED = "used"
    QUOTED = "quoted"
    PATH = "path"
    DIRECTORY = "directory"
    MENTIONED = "mentioned"
    SCOPED = "scoped"
    SCOPED_BELOW = "scoped_below"
    SPELLED = "spelled"
    MESSAGES = "messages"
    MESSAGE_LIKEST = "message_likest"
    MESSAGE_COVERED = "message_covered"
    CHANGES = "changes"
    LATELY = "lately"
    TEST_NAMED = "test_named"
    TEST_IMPORTED = "test_imported"
    SIZE = "size"
    BARREL = "barrel"
    IMPORTED = "imported"
    IMPORTING = "importing"
    MOVING = "moving"
    FOLLOWING = "following"
    BESIDE = "beside"


FIRST = tuple(Signal)[: tuple(Signal).index(Signal.IMPORTED)]
"""The signals that are known before the best files vote."""
VOTES = tuple(Signal)[len(FIRST) :]


@dataclass(frozen=True, slots=True)
class Sources:
    """The signals before they are made comparable, for the evidence."""

    content: ContentScores
    names: NameScores
    places: PlaceScores
    past: PastScores
    tests: TestVotes
    memory: Memory


Columns = dict[Signal, Scores]


def first_features(ground: Ground, wording: Wording) -> tuple[Columns, Sources]:
    """Every signal that needs no ranking yet."""
    content, names, places = (
        content_scores(ground, wording),
        name_scores(ground, wording),
        place_scores(ground, wording),
    )
    memory = remember(ground)
    past = past_scores(ground, wording, memory)
    tests = test_votes(ground, {file: score + content.chunk[file] for file, score in content.file.items()})
    columns: Columns = {
        Signal.FILE: content.file,
        Signal.FILE_SUBJECT: content.file_subject,
        Signal.CHUNK: content.chunk,
        Signal.CHUNK_TOP: content.chunk_top,
        Signal.FIELDS: field_scores(ground, wording.terms, places.words),
        Signal.FIELDS_SUBJECT: field_scores(ground, wording.subject, places.words),
        Signal.SYMBOLS: names.symbols,
        Signal.JOINED: names.joined,
        Signal.DEFINED: names.defined,
        Signal.WORDED: names.worded,
        Signal.USED: names.used,
        Signal.QUOTED: names.quoted,
        Signal.PATH: places.path,
        Signal.DIRECTORY: places.directory,
        Signal.MESSAGES: past.messages,
        Signal.MESSAGE_LIKEST: past.likest,
        Signal.MESSAGE_COVERED: past.covered,
        Signal.CHANGES: past.changes,
        Signal.LATELY: past.lately,
        Signal.TEST_NAMED: tests.named,
        Signal.TEST_IMPORTED: tests.imported,
    }
    shares = {signal: best_share(scores, ground) for signal, scores in columns.items()}
    absolute: Columns = {
        Signal.CHUNK_COVERED: content.covered,
        Signal.MENTIONED: places.mentioned,
        Signal.SCOPED: places.scoped,
        Signal.SCOPED_BELOW: places.scoped_below,
        Signal.SPELLED: places.spelled,
    }
    return {**shares, **absolute, **_shape(ground)}, Sources(content, names, places, past, tests, memory)


def vote_features(ground: Ground, sources: Sources, first: Mapping[int, float]) -> tuple[Columns, Neighbours]:
    """The votes of the best files of a first ranking; its scores are shares of the best."""
    ranked = sorted(ground.sources, key=lambda file: (-first.get(file, 0.0), file))[:SEEDS]
    seeds = {file: first[file] for file in ranked if first.get(file, 0.0) > 0.0}
    near = neighbours(ground, sources.memory, seeds)
    columns: Columns = {
        Signal.IMPORTED: near.imported,
        Signal.IMPORTING: near.importing,
        Signal.MOVING: near.moving,
        Signal.FOLLOWING: near.following,
        Signal.BESIDE: near.beside,
    }
    return columns, near


def _shape(ground: Ground) -> Columns:
    """What a file is, whatever the request: its size, and whether it passes on what others define."""
    texts = ground.snapshot.texts
    size = {file: log1p(texts[text].words) for file, text in enumerate(ground.text_of)}
    return {
        Signal.SIZE: best_share(size, ground),
        Signal.BARREL: {file: 1.0 for file, path in enumerate(ground.paths) if path in ground.graph.reexports},
    }
