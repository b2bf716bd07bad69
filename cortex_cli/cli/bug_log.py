"""A bug of ours, as a file to paste into a report."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence

from cortex_cli import __version__
from cortex_cli.model.text import clean


def tell_bug(error: Exception, arguments: Sequence[str]) -> None:
    """Leave a log with everything needed to report the bug, and say where it is."""
    facts = [
        f"cortex {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"arguments: {list(arguments)}",
        "",
        *traceback.format_exception(error),
    ]
    text = "\n".join(facts)
    try:
        descriptor, name = tempfile.mkstemp(prefix="cortex-bug-", suffix=".log")
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(text)
        place = f"the log to paste into a bug report is {name}"
    except OSError:
        place = text
    sys.stderr.write(f"cortex: internal error: {type(error).__name__}: {clean(str(error))}\n  {place}\n")
