"""Whatever a plan file holds, `cortex plan --check` ends in 0, 1 or 2, and never in a traceback.

`CORTEX_FUZZ_SECONDS=60 pytest tests/acceptance/test_check_fuzz.py` goes on for a minute with seeds of its own,
and says what came of them; a seed that fails is named, and `mutated(plans, seed)` makes its file again.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice

import pytest

from tests.conftest import MakeSandbox
from tests.kit.plan_mutations import mutated
from tests.kit.sandbox import Sandbox, objective, plan, shell, team

pytestmark = pytest.mark.acceptance

SECONDS = float(os.environ.get("CORTEX_FUZZ_SECONDS", "0"))
SEEDS = 120
FILES = {
    "shop/__init__.py": "",
    "shop/prices.py": "def price(item, rate=1):\n    return item.net * rate\n",
    "shop/cart.py": "from shop.prices import price\n\n\ndef total(items):\n    return sum(map(price, items))\n",
    "shop/orders.py": "from shop.prices import price\n\n\ndef order_price(items):\n    return list(map(price, items))\n",
    "tests/test_cart.py": "from shop.cart import total\n",
    "docs/prices.md": "# Prices\n\nEvery price is net.\n",
    "docs/[id].md": "# One\n",
    "team.json": team(shell("dev", "true", max_concurrent=3), global_forbid=["LICENSE"]),
}
BY_HAND = plan(
    objective("O1", "shop/**/*.py", depends_on=[]),
    objective("O2", "docs/*.md", scope={"read": ["shop/"], "forbid": ["docs/legal.md"]}, contracts=["C1"]),
    objective("O3", "tests/", wave=2, depends_on=["O1", "O2"], timeout=60, estimate=9.5, worker="dev"),
    contracts=[
        {"id": "C1", "kind": "symbol", "provider": "O1", "consumers": ["O2"], "path": "shop/x.py", "symbol": "x"}
    ],
    global_forbid=["LICENSE"],
)


def base_plans(sandbox: Sandbox) -> list[str]:
    """A plan by hand, and ones that Cortex wrote with everything that it writes."""
    requests = (["Fix the rounding of prices in shop/prices.py, shop/cart.py, shop/orders.py and docs/prices.md"],
                ["Sort the imports", "--over", "**/*.py"])  # fmt: skip
    written = []
    for words in requests:
        done = sandbox.cortex("plan", *words, "--json")
        assert done.code == 0, done.err
        unsealed = {key: value for key, value in done.json.items() if key not in ("id", "digest", "certificate")}
        written += [
            json.dumps(unsealed),
            json.dumps(done.json),
            (sandbox.root / f"docs/plans/PLAN_{done.json['id']}.yaml").read_text(),
        ]
    return [BY_HAND, *written]


def seeds() -> Iterator[int]:
    """The same few every time, or as many as there is time for."""
    if not SECONDS:
        yield from range(SEEDS)
        return
    end = time.monotonic() + SECONDS
    for seed in islice(count(SEEDS), 10_000_000):
        if time.monotonic() > end:
            return
        yield seed


def test_no_plan_file_brings_the_check_down(make_sandbox: MakeSandbox, capsys: pytest.CaptureFixture[str]) -> None:
    sandbox = make_sandbox(FILES)
    plans = base_plans(sandbox)
    codes: Counter[int] = Counter()
    slowest = (0.0, -1)
    for seed in seeds():
        (sandbox.root / "x.yaml").write_bytes(mutated(plans, seed))
        started = time.perf_counter()
        as_json = ("--json",) if seed % 3 == 0 else ()
        twice = ("--independent",) if seed % 4 == 0 else ()
        done = sandbox.cortex("plan", "--check", "x.yaml", *twice, *as_json)
        slowest = max(slowest, (time.perf_counter() - started, seed))
        codes[done.code] += 1
        assert done.code in (0, 1, 2), f"seed {seed}: exit {done.code}\n{done.err}"
        assert "Traceback" not in done.out + done.err, f"seed {seed}"
        assert (done.out + done.err).isprintable() or not set(done.out + done.err) & {"\x1b", "\0", "\u202e"}, (
            f"seed {seed}"
        )
        if as_json:
            assert done.json["schema"] in ("cortex/plan-check/v1", "cortex/error/v1"), f"seed {seed}"
    assert set(codes) == {0, 1, 2}
    if SECONDS:
        with capsys.disabled():
            sys.stdout.write(
                f"\n{codes.total()} files: {dict(sorted(codes.items()))}; slowest {slowest[0]:.2f} s, seed {slowest[1]}\n"
            )


@pytest.mark.parametrize("seed", [0, 7])
def test_a_seed_is_always_the_same_file(seed: int) -> None:
    assert mutated([BY_HAND], seed) == mutated([BY_HAND], seed)
