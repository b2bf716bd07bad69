"""Several processes put values into one index at the same time: none is wrong, and the room is kept."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cortex_cli.index.contexts import Context, content_hash
from cortex_cli.index.opening import use_index

ROOM, PROCESSES, TURNS = 10_000, 3, 40
SCRIPT = """
import random, sys
from pathlib import Path
from cortex_cli.index.contexts import Context, Contexts, content_hash
from cortex_cli.index.eviction import Eviction
from cortex_cli.index.opening import use_index

file, seed, room, turns = Path(sys.argv[1]), *map(int, sys.argv[2:])

def work(index):
    chance = random.Random(seed)
    contexts = Contexts(index._connection, eviction=list(Eviction)[seed % 3], room=room)
    for _ in range(turns):
        number = chance.randrange(60)
        context = Context("tree", content_hash(str(number)))
        value = str(number).encode() * 300
        assert contexts.get(context, "value") in (None, value)
        contexts.put(context, "value", value)
        if chance.random() < 0.05:
            contexts.invalidate(context)
    assert not index.notice, index.notice

use_index(file, "1", work)
"""


def test_processes_share_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "index.db"
    arguments = [sys.executable, "-c", SCRIPT, str(file)]
    working = [
        subprocess.Popen([*arguments, str(seed), str(ROOM), str(TURNS)], stderr=subprocess.PIPE, text=True)
        for seed in range(PROCESSES)
    ]
    assert [process.communicate()[1] for process in working] == [""] * PROCESSES
    metrics = use_index(file, "1", lambda index: index.contexts().metrics())
    assert 0 < metrics.size <= ROOM
    assert metrics.evictions > 0
    assert metrics.hits + metrics.misses == PROCESSES * TURNS
    values = use_index(
        file,
        "1",
        lambda index: [index.contexts().get(Context("tree", content_hash(str(n))), "value") for n in range(60)],
    )
    assert all(value in (None, str(number).encode() * 300) for number, value in enumerate(values))
