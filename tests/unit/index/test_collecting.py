from __future__ import annotations

import gc

import pytest

from cortex_cli.index.collecting import uncollected


def test_the_search_for_circles_goes_on_afterwards_also_when_reading_was_interrupted() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(KeyboardInterrupt), uncollected():
        raise KeyboardInterrupt
    assert gc.isenabled()


def test_where_it_was_switched_off_it_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
