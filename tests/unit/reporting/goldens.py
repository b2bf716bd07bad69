"""Golden files: what a report looked like when a person last read it.

CORTEX_UPDATE_GOLDEN=1 writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"


def assert_golden(name: str, text: str) -> None:
    """`text` equals the golden file `name`, byte for byte."""
    path = GOLDEN / name
    if os.environ.get("CORTEX_UPDATE_GOLDEN") == "1":
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no golden file {name}: run the tests once with CORTEX_UPDATE_GOLDEN=1"
    assert text == path.read_text(encoding="utf-8"), f"{name} differs: CORTEX_UPDATE_GOLDEN=1 accepts it"
