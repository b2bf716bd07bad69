"""The signals of the ranking in words: what each looks at, and what a file lacks that has little of it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from cortex_cli.analysis.ranking.features import Signal


class Family(Enum):
    """Signals that a reader takes for one: `words` says what they look at, `lacking` what would lift a file.

    `lacking` is empty where nobody who writes a request could do anything about it.
    """

    TEXT = (
        "words of the request in its text",
        "other files have more of the words of the request, or have them closer together",
    )
    NAMES = ("words of the request in the names it defines", "it defines no name with the telling words of the request")
    NAMED = ("names of the request that it defines or uses", "it defines and uses no name that the request gives")
    QUOTED = ("quoted text of the request in it", "")
    PATH = ("words of the request in its path", "its path has no telling word of the request")
    MENTIONED = ("its path given in the request", "the request does not give its path")
    PAST = ("past commits with such words changed it", "no past commit with such words changed it")
    HABIT = ("how often and how lately it changes", "")
    TESTS = ("tests with words of the request exercise it", "no test with words of the request exercises it")
    SHAPE = ("what kind of file it is", "")
    NEIGHBOURS = ("imports or stands beside the best files", "it is not linked to any of the best files")
    MOVING = ("changes together with the best files", "it does not change together with any of the best files")

    def __init__(self, words: str, lacking: str) -> None:
        self.words = words
        self.lacking = lacking


MEMBERS: Mapping[Family, str] = {
    Family.TEXT: "file file_subject chunk chunk_top chunk_covered fields fields_subject",
    Family.NAMES: "symbols joined",
    Family.NAMED: "defined worded used",
    Family.QUOTED: "quoted",
    Family.PATH: "path directory spelled scoped scoped_below",
    Family.MENTIONED: "mentioned",
    Family.PAST: "messages message_likest message_covered",
    Family.HABIT: "changes lately",
    Family.TESTS: "test_named test_imported",
    Family.SHAPE: "size barrel",
    Family.NEIGHBOURS: "imported importing beside",
    Family.MOVING: "moving following",
}
"""The names of the signals of each family."""
FAMILY_OF: Mapping[str, Family] = {name: family for family, names in MEMBERS.items() for name in names.split()}


def family_of(signal: Signal) -> Family:
    """The family of a signal; one that nobody has sorted in counts as what kind of file it is."""
    return FAMILY_OF.get(signal.value, Family.SHAPE)
