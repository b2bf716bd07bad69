from __future__ import annotations

from cortex_cli.analysis.choosing.signal_words import FAMILY_OF, MEMBERS, Family
from cortex_cli.analysis.ranking.features import Signal


def test_every_signal_of_the_ranking_has_words_and_only_one_family() -> None:
    assert set(FAMILY_OF) == {signal.value for signal in Signal}
    assert sum(len(names.split()) for names in MEMBERS.values()) == len(Signal)
    assert set(MEMBERS) == set(Family)


def test_no_two_families_say_the_same() -> None:
    words = [family.words for family in Family]
    lacking = [family.lacking for family in Family if family.lacking]
    assert len({*words, *lacking}) == len(words) + len(lacking)
