"""The same commit, request and team give the same analysis and plan, byte for byte, whoever asks, where and when."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.kit.repositories import commit_files, git, make_repository
from tests.kit.sandbox import gate, shell, team

pytestmark = pytest.mark.acceptance

REQUEST = (
    "Fix the rounding of every price in shop/prices.py, shop/orders.py, shop/routes/buy.py, shop/refunds.py, "
    "shop/routes/give.py, shop/routes/__init__.py, web/prices.ts, web/page.ts and docs/größe.md"
)
SWEEP = ("Sort the imports", "--over", "**/*.py", "--worker", "ruff")
FILES: dict[str, str | bytes] = {
    "README.md": "# A shop\n\nEvery price is net.\n",
    "docs/größe.md": "# Größe\n\nThe price of every size, rounded.\n",
    "docs/[id].md": "# One price\n",
    "shop/__init__.py": "",
    "shop/prices.py": "def price(item, rate=1):\n    return round(item.net * rate)\n",
    "shop/orders.py": "from shop.prices import price\n\n\ndef order(items):\n    return [price(item) for item in items]\n",
    "shop/stock.py": "def in_stock(item):\n    return True\n",
    "shop/refunds.py": "def refund(net):\n    return round(net)  # the price, rounded\n",
    "shop/routes/__init__.py": "from shop.routes import buy, give\n\nROUTES = {**buy.ROUTES, **give.ROUTES}\n",
    "shop/routes/buy.py": "from shop.orders import order\n\nROUTES = {'price': order}\n",
    "shop/routes/give.py": "from shop.refunds import refund\n\nROUTES = {'price back': refund}\n",
    "web/prices.ts": "export const price = (net: number) => Math.round(net * 1.19);\n",
    "web/page.ts": 'import { price } from "./prices";\nexport const page = () => `${price(1)}`;\n',
    "tests/test_prices.py": "from shop.prices import price\n",
    "tests/test_orders.py": "from shop.orders import order\n",
    "team.json": team(
        shell("dev", "true", max_concurrent=2, capabilities=["python"]),
        shell("web", "true", capabilities=["typescript"]),
        shell("ruff", "true", max_concurrent=3),
        global_forbid=["LICENSE"],
        gates=[gate("tests", "true")],
    ),
}


@dataclass(frozen=True)
class Asker:
    """How somebody asks: from which directory below the top, with which options and environment."""

    below: str = "."
    options: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


TOMORROW = "tomorrow from below, a narrow terminal and an optimising Python"
ASKERS = {
    "a subdirectory, an ASCII locale and another hash seed": Asker(
        below="shop", environment={"LC_ALL": "C", "LANG": "C", "PYTHONHASHSEED": "4242"}
    ),
    "another user from beside, yesterday in Turkish": Asker(
        below="..",
        options=("-C", "repository"),
        environment={
            "HOME": "/nonexistent/eve",
            "USER": "eve",
            "LOGNAME": "eve",
            "TZ": "Pacific/Niue",
            "LC_ALL": "tr_TR.UTF-8",
            "LANGUAGE": "tr",
        },
    ),
    TOMORROW: Asker(
        below="docs",
        options=("-C", "../web"),
        environment={
            "TZ": "Pacific/Kiritimati",
            "SOURCE_DATE_EPOCH": "4102444800",
            "PYTHONHASHSEED": "1",
            "COLUMNS": "30",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONOPTIMIZE": "2",
        },
    ),
}


def made(root: Path, asker: Asker, *words: str) -> dict[str, bytes]:
    """What planning prints and writes: JSON, Markdown and YAML by name, and the analysis as it is archived."""
    places = [root / "docs", root / ".git" / "cortex" / "reports"]
    kinds = ("analyses", "plans")
    for file in (file for place in places for kind in kinds for file in (place / kind).glob("*")):
        file.unlink()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONHASHSEED": "0",
        "HOME": str(root.parent),
        "LC_ALL": "C.UTF-8",
        "XDG_STATE_HOME": str(root.parent / "state"),
        **asker.environment,
    }
    command = [sys.executable, "-m", "cortex_cli", *asker.options, "plan", *words, "--json"]
    done = subprocess.run(command, cwd=root / asker.below, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    written = {
        f"{number}/{kind}/{file.name}": file.read_bytes()
        for number, place in enumerate(places)
        for kind in kinds
        for file in (place / kind).glob("*")
    }
    return {"stdout": done.stdout, **written}


def with_history(root: Path) -> Path:
    make_repository(root, FILES)
    for number in range(4):
        prices = f"# {number}\n{FILES['shop/prices.py']!s}"
        commit_files(root, {"shop/prices.py": prices, "shop/orders.py": f"# {number}\n"}, f"price {number}")
    commit_files(root, FILES, "the shop as it is")
    return root


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_history(tmp_path_factory.mktemp("here") / "repository")


@pytest.fixture(scope="module")
def first(repository: Path) -> dict[str, bytes]:
    found = made(repository, Asker(), REQUEST)
    kinds = sorted(name.partition("_")[0] + name[name.rindex(".") :] for name in found if name != "stdout")
    assert kinds == [
        "0/analyses/ANALYSIS.md",
        "0/plans/PLAN.md",
        "0/plans/PLAN.yaml",
        "1/analyses/ANALYSIS.json",
        "1/analyses/ANALYSIS.md",
        "1/plans/PLAN.md",
        "1/plans/PLAN.yaml",
    ]
    assert found["stdout"].count(b'"title"') >= 2
    return found


@pytest.mark.parametrize("who", ASKERS)
def test_the_same_bytes_for(who: str, repository: Path, first: dict[str, bytes]) -> None:
    assert made(repository, ASKERS[who], REQUEST) == first


def test_the_same_bytes_in_a_clone_of_a_repository_that_was_made_again(
    repository: Path, first: dict[str, bytes], tmp_path: Path
) -> None:
    """Another path, packed objects, another branch name and a tree that was checked out anew."""
    again, there = with_history(tmp_path / "again"), tmp_path / "ein anderer Ort"
    assert git(again, "rev-parse", "HEAD") == git(repository, "rev-parse", "HEAD")
    git(again, "branch", "-f", "release")
    git(tmp_path, "clone", "-q", "--no-hardlinks", "-b", "release", str(again), str(there))
    git(there, "gc", "-q")
    assert made(there, Asker(environment={"PYTHONHASHSEED": "7"}), REQUEST) == first


def test_what_is_not_committed_says_nothing(repository: Path, first: dict[str, bytes]) -> None:
    stray = repository / "shop" / "price_of_everything.py"
    stray.write_text("def price(item):\n    return 0\n")
    try:
        assert made(repository, Asker(), REQUEST) == first
    finally:
        stray.unlink()


def test_a_sweep_is_the_same_for_everybody(repository: Path) -> None:
    expected = made(repository, Asker(), *SWEEP)
    assert made(repository, ASKERS[TOMORROW], *SWEEP) == expected
