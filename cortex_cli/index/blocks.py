"""Inverted lists in rows of many terms: SQLite spends more on a row than Python on finding a term in one.

A block holds the lists of terms that follow each other in order, up to about a page of the database, as the
dictionaries of search engines do (Witten, Moffat and Bell, "Managing Gigabytes", section 4.1): the number of
terms, the bytes of their names, the length of each list, the names, the lists.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from cortex_cli.index.packing import NUMBERS, sealed, unsealed

MOST_TERMS, ENOUGH = 64, 1000
"""Terms of a block at most, and postings after which no further term is added."""
Numbers: TypeAlias = "array[int]"
END = "\n"


def pack_blocks(lists: Iterable[tuple[str, Numbers]]) -> Iterator[tuple[str, bytes]]:
    """The blocks of `lists`, which come in the order of their terms, each with its first term."""
    terms: list[str] = []
    numbers = array(NUMBERS)
    lengths: list[int] = []
    for term, own in lists:
        terms.append(term)
        lengths.append(len(own))
        numbers += own
        if len(terms) >= MOST_TERMS or len(numbers) >= ENOUGH:
            yield terms[0], _packed(terms, lengths, numbers)
            terms, numbers, lengths = [], array(NUMBERS), []
    if terms:
        yield terms[0], _packed(terms, lengths, numbers)


def unpack_block(stored: bytes) -> Iterator[tuple[str, Numbers]]:
    """Every term of a block with its list."""
    terms, lengths, numbers = _parts(stored)
    start = 0
    for term, length in zip(terms, lengths, strict=True):
        yield term, numbers[start : start + length]
        start += length


def find_in_block(stored: bytes, term: str) -> Numbers:
    """The list of `term`, empty where the block has none."""
    terms, lengths, numbers = _parts(stored)
    if term not in terms:
        return array(NUMBERS)
    place = terms.index(term)
    start = sum(lengths[:place])
    return numbers[start : start + lengths[place]]


def _packed(terms: list[str], lengths: list[int], numbers: Numbers) -> bytes:
    names = END.join(terms).encode()
    head = array(NUMBERS, [len(terms), len(names), *lengths])
    return sealed(head.tobytes() + numbers.tobytes() + names)


def _parts(stored: bytes) -> tuple[list[str], Numbers, Numbers]:
    data = unsealed(stored)
    width = array(NUMBERS).itemsize
    count, size = memoryview(data)[: 2 * width].cast(NUMBERS)
    lengths, numbers = array(NUMBERS), array(NUMBERS)
    lengths.frombytes(data[2 * width : (2 + count) * width])
    numbers.frombytes(data[(2 + count) * width : len(data) - size])
    return data[len(data) - size :].decode().split(END), lengths, numbers
