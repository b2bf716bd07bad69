"""Cutting a list into pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from taskapi.errors import BadRequest

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """One page; pages count from 1, and `more` says whether another one follows."""

    number: int
    items: tuple[Item, ...]
    more: bool


def page_number(text: str | None) -> int:
    """The page that a query asks for, 1 where it does not say."""
    if text is None:
        return 1
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise BadRequest("page must be a whole number above zero")
    return int(text)


def paginate(items: Iterable[Item], number: int, size: int) -> Page[Item]:
    """Page `number` of `items`, with `size` of them; empty past the end."""
    start = (number - 1) * size
    found = tuple(islice(items, start, start + size + 1))
    return Page(number, found[:size], len(found) > size)
