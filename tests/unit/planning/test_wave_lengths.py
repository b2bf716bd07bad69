from __future__ import annotations

from cortex_cli.planning.wave_lengths import wave_lengths


def test_a_wave_takes_as_long_as_its_longest_objective() -> None:
    found = wave_lengths([(2, 5.0), (1, 10.0), (2, 20.0), (1, 0.0), (3, 0.0)])
    assert list(found.items()) == [(1, 10.0), (2, 20.0), (3, 0.0)]


def test_no_work_has_no_waves() -> None:
    assert wave_lengths([]) == {}
