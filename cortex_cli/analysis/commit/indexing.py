"""Bringing the index up to a commit: only texts and commits that it does not hold are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from cortex_cli.analysis.commit.chunks import count_terms, cut
from cortex_cli.analysis.commit.inventory import File, Inventory, LeftOut, as_text
from cortex_cli.index.cache import Cache
from cortex_cli.index.collecting import uncollected
from cortex_cli.index.contexts import Context, content_hash
from cortex_cli.index.index import Index
from cortex_cli.index.records import Defined, Imported, Outline, PastRecord, TextRecord
from cortex_cli.index.segments import SegmentBuilder
from cortex_cli.index.stored import Key, SnapshotOfIndex
from cortex_cli.syntax.symbols import FileSymbols, outline
from cortex_cli.vcs.command import Git
from cortex_cli.vcs.history import PastCommit, list_past, read_commits, shallow_border, straits
from cortex_cli.vcs.objects import read_blobs

MOST_PAST = 10_000
"""Commits behind the base commit that speak."""
MOST_NEW = 200
"""Commits between the base commit and one whose list is kept."""
PAST = "past"
"""The space of the cache with the commits that speak, by the commit that they stand behind."""
BATCH_BYTES = 8_000_000
BATCH_FILES = 500
Progress = Callable[[str, int, int], None]
"""Told what is done, how many of it, and of how many."""


def unheard(_what: str, _done: int, _total: int) -> None:
    """For callers that show no progress."""


@contextmanager
def indexed(
    index: Index, git: Git, commit: str, inventory: Inventory, progress: Progress = unheard
) -> Iterator[SnapshotOfIndex]:
    """The snapshot of `commit`, a full id, whose files are `inventory`, after reading what the index did not hold.

    When it is interrupted, what has been read by then is kept.
    """
    with uncollected():
        keys = text_keys(inventory.files)
        read_texts_into(index, git, inventory.files, keys, progress)
        past = list_speaking(index, git, commit)
        read_past_into(index, git, past, progress)
    with index.snapshot(keys, past) as snapshot:
        yield snapshot


def text_keys(files: Iterable[File]) -> dict[str, Key]:
    """By path, the blob and the language it is read as: that of its first path with a grammar, else of its first."""
    chosen: dict[str, File] = {}
    for file in files:
        first = chosen.setdefault(file.oid, file)
        if not _is_parsed(first) and _is_parsed(file):
            chosen[file.oid] = file
    return {file.path: (file.oid, _language_name(chosen[file.oid])) for file in files}


def read_texts_into(index: Index, git: Git, files: Sequence[File], keys: Mapping[str, Key], progress: Progress) -> None:
    """Read and parse the texts that the index does not hold."""
    first: dict[Key, File] = {}
    for file in files:
        if keys[file.path][1] == _language_name(file):
            first.setdefault(keys[file.path], file)
    missing = sorted((first[key] for key in index.missing_texts(keys.values())), key=lambda file: file.path)
    with _batches(index) as batch:
        done = 0
        for some in _by_size(missing):
            for file, (_, content) in zip(some, read_blobs(git, [file.oid for file in some]), strict=True):
                batch().add_text(text_record(file, content))
            done += len(some)
            progress("reading files", done, len(missing))


def list_speaking(index: Index, git: Git, commit: str) -> list[str]:
    """The commits behind `commit` that speak, newest first; known by its id unless the clone was deepened since."""
    border = content_hash(*shallow_border(git))
    kept = index.cache(PAST)

    def key_of(oid: str) -> str:
        return Context("commit", oid).child("border", border).key

    packed = kept.get(key_of(commit))
    if packed is not None:
        return _separate(packed, len(commit))
    listed = _list_from_kept(git, commit, kept, key_of) if border == content_hash() else None
    if listed is None:
        listed = list_past(git, commit, MOST_PAST)
    kept.put(key_of(commit), "".join(listed).encode())
    return listed


def _list_from_kept(git: Git, commit: str, kept: Cache, key_of: Callable[[str], str]) -> list[str] | None:
    """The list of a commit that another's, kept, is the end of; None where there is no such other near."""
    before = straits(git, commit, MOST_NEW)
    behind = {key_of(oid): oid for oid in before}
    found = kept.first_of(list(behind))
    if found is None:
        return None
    key, packed = found
    return [*before[behind[key]], *_separate(packed, len(commit))][:MOST_PAST]


def _separate(packed: bytes, size: int) -> list[str]:
    """Ids of `size` characters each, which stand one behind the other."""
    oids = packed.decode()
    return [oids[start : start + size] for start in range(0, len(oids), size)]


def read_past_into(index: Index, git: Git, past: Sequence[str], progress: Progress) -> None:
    """Read the commits that the index does not hold."""
    missing = index.missing_past(past)
    with _batches(index) as batch:
        for done, commit in enumerate(read_commits(git, missing), start=1):
            batch().add_past(past_record(commit))
            if done % BATCH_FILES == 0 or done == len(missing):
                progress("reading history", done, len(missing))


def text_record(file: File, content: bytes) -> TextRecord:
    """What the index keeps of a file's bytes."""
    language = _language_name(file)
    text = as_text(file.path, content)
    if isinstance(text, LeftOut):
        return TextRecord(file.oid, language, left_out=text.reason)
    found = as_outline(outline(text, file.language))
    lines, chunks = cut(text, found, _is_parsed(file))
    return TextRecord(file.oid, language, lines, chunks, found)


def past_record(commit: PastCommit) -> PastRecord:
    """What the index keeps of a commit."""
    words, terms = count_terms(commit.message)
    subject = commit.message.partition("\n")[0]
    return PastRecord(commit.oid, commit.time, subject, words, terms, commit.paths)


def as_outline(found: FileSymbols) -> Outline:
    """What syntax found, as the index keeps it."""
    return Outline(
        tuple(
            [
                Defined(each.name, str(each.kind), each.line, each.end, each.signature, each.owner)
                for each in found.definitions
            ]
        ),
        tuple([Imported(each.module, each.names, each.level, each.reexport) for each in found.imports]),
    )


def _is_parsed(file: File) -> bool:
    return file.language is not None and file.language.style is not None


def _language_name(file: File) -> str:
    return file.language.name if file.language else ""


@contextmanager
def _batches(index: Index) -> Iterator[Callable[[], SegmentBuilder]]:
    """Gives the batch to add to, writes it whenever it is full, and at the end, also when interrupted."""
    current = SegmentBuilder()

    def batch() -> SegmentBuilder:
        nonlocal current
        if current.is_full:
            full, current = current, SegmentBuilder()
            index.write(full)
        return current

    try:
        yield batch
    except KeyboardInterrupt:
        index.write(current)
        raise
    index.write(current)


def _by_size(files: Iterable[File]) -> Iterator[list[File]]:
    """Files in order, in batches that fit into memory."""
    some: list[File] = []
    size = 0
    for file in files:
        if some and (size + file.size > BATCH_BYTES or len(some) >= BATCH_FILES):
            yield some
            some, size = [], 0
        some.append(file)
        size += file.size
    if some:
        yield some
