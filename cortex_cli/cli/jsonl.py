"""Progress for programs: every event as one JSON line on stdout."""

from __future__ import annotations

import threading

from cortex_cli.cli.console import Face
from cortex_cli.model.encoding import document, json_text
from cortex_cli.model.events import Event


class JsonlView:
    """A listener that writes `cortex/event/v1` lines, each flushed before the next event is heard."""

    def __init__(self, face: Face) -> None:
        self._face = face
        self._lock = threading.Lock()

    def __call__(self, event: Event) -> None:
        line = json_text(document("event", event), indent=None)
        with self._lock:
            self._face.data(line)
