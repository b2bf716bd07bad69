"""Contexts go from one index to another as lines that anybody can read, and damage stays behind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cortex_cli.index.contexts import Context, Contexts
from cortex_cli.index.exchange import Imported
from cortex_cli.index.index import Index
from cortex_cli.index.opening import open_in_memory, use_index
from cortex_cli.model.errors import UsageError

TREE = Context("tree", "a" * 40)
COMMIT = TREE.child("commit", "b" * 40)
VALUES = {(TREE, "imports"): b"\0graph\xff", (COMMIT, "past"): b"", (COMMIT, "words"): b"x" * 1000}


def fill(contexts: Contexts) -> None:
    for (context, name), value in VALUES.items():
        contexts.put(context, name, value)


def values(contexts: Contexts) -> dict[tuple[Context, str], bytes | None]:
    return {(context, name): contexts.get(context, name) for context, name in VALUES}


@pytest.fixture
def other() -> Iterator[Contexts]:
    with open_in_memory() as opened:
        yield opened.contexts()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Everything of an index in memory, exported."""
    with open_in_memory() as index:
        fill(index.contexts())
        assert index.contexts().export(tmp_path / "contexts.jsonl") == 3
    return tmp_path / "contexts.jsonl"


def test_all_values_come_over(file: Path, other: Contexts) -> None:
    assert other.take_in(file) == Imported(taken=3, damaged=0)
    assert values(other) == VALUES
    assert other.invalidate(TREE) == 3, "with their places"


def test_values_come_over_by_pattern(tmp_path: Path, other: Contexts) -> None:
    with open_in_memory() as index:
        fill(index.contexts())
        assert index.contexts().export(tmp_path / "some", "*/commit:*") == 2
    other.take_in(tmp_path / "some")
    assert other.get(TREE, "imports") is None
    assert other.get(COMMIT, "words") == b"x" * 1000


def test_the_same_values_give_the_same_lines(file: Path, tmp_path: Path, other: Contexts) -> None:
    other.take_in(file)
    other.get(COMMIT, "words")
    other.export(tmp_path / "again")
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    again = [json.loads(line) for line in (tmp_path / "again").read_text().splitlines()]
    assert [line | {"made_at": 0} for line in lines] == [line | {"made_at": 0} for line in again]
    assert [line.get("space") for line in lines] == [None, "imports", "past", "words"]


def test_what_is_there_already_stays(file: Path, other: Contexts) -> None:
    other.put(TREE, "imports", b"mine")
    other.take_in(file)
    assert other.get(TREE, "imports") == b"mine"


def flipped(line: str) -> str:
    entry = json.loads(line)
    return json.dumps(entry | {"value": "AAAA" + entry["value"][4:]})


@pytest.mark.parametrize(
    "spoil",
    [
        flipped,
        lambda line: line[: len(line) // 2],
        lambda line: json.dumps(json.loads(line) | {"key": 7}),
        lambda line: json.dumps(json.loads(line) | {"value": "no base64!"}),
        lambda line: "[]",
    ],
)
def test_a_damaged_line_is_left_out(file: Path, other: Contexts, spoil: Callable[[str], str]) -> None:
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines[:1], spoil(lines[1]), *lines[2:]]) + "\n")
    assert other.take_in(file) == Imported(taken=2, damaged=1)
    assert other.get(TREE, "imports") is None
    assert other.get(COMMIT, "past") == b""


def test_contexts_of_another_version_are_refused(tmp_path: Path) -> None:
    def give(index: Index) -> None:
        fill(index.contexts())
        index.contexts().export(tmp_path / "contexts")

    use_index(tmp_path / "one.db", "1", give)
    with pytest.raises(UsageError, match="another version"):
        use_index(tmp_path / "two.db", "2", lambda index: index.contexts().take_in(tmp_path / "contexts"))
    assert use_index(tmp_path / "three.db", "1", lambda index: index.contexts().take_in(tmp_path / "contexts")).taken


@pytest.mark.parametrize("text", ["", "\0\xff\n", "{}\n", '{"schema": "cortex/plan/v1"}\n', "[1]\n"])
def test_another_file_is_refused_by_name(tmp_path: Path, other: Contexts, text: str) -> None:
    (tmp_path / "file").write_text(text, encoding="latin-1")
    with pytest.raises(UsageError, match="no file of contexts") as caught:
        other.take_in(tmp_path / "file")
    assert caught.value.where == str(tmp_path / "file")


def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, other: Contexts) -> None:
    with pytest.raises(UsageError, match="No such file"):
        other.take_in(tmp_path / "missing")
    with pytest.raises(UsageError, match="Is a directory"):
        other.export(tmp_path)
