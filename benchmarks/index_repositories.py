"""Repositories that the index is measured on: generated ones and clones, each with a commit that changes ten files."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

AREAS = ("billing", "catalogue", "delivery", "identity", "orders", "payments", "reports", "search", "stock", "users")
NOUNS = ("account", "address", "basket", "cache", "customer", "date", "discount", "filter", "index", "invoice", "item")
VERBS = ("apply", "build", "check", "collect", "find", "load", "merge", "parse", "read", "render", "save", "update")
COMMITS, PER_COMMIT, CHANGED = 1000, 3, 10
REQUESTS = (
    "Fix the discount that is applied twice when an order is merged",
    "add an option to leave empty invoices out of the reports",
    "parse_date fails for dates without a year",
)
SETTINGS = ("-c", "user.name=Cortex", "-c", "user.email=cortex@localhost", "-c", "core.autocrlf=false")


@dataclass(frozen=True)
class Place:
    """A work tree at `commit`; `changed` is a commit on top of it."""

    name: str
    root: Path
    commit: str
    changed: str


def run_git(root: Path, *arguments: str, stdin: bytes = b"") -> str:
    done = subprocess.run(["git", *SETTINGS, *arguments], cwd=root, input=stdin, capture_output=True, check=True)
    return done.stdout.decode(errors="replace").strip()


def generated(files: int, folder: Path) -> Place:
    """A Python project of so many files and `COMMITS` commits, the same each time."""
    root = folder / f"generated-{files}"
    root.mkdir()
    run_git(root, "init", "--quiet", "--initial-branch=main")
    run_git(root, "fast-import", "--quiet", stdin=b"".join(_stream(files)))
    run_git(root, "reset", "--quiet", "--hard", "main")
    return _with_change(f"generated, {files:,} files", root)


def cloned(source: Path, folder: Path) -> Place:
    """A copy of the clone at `source`, sharing its objects."""
    parts = [part for part in source.resolve().parts if part not in ("repo", ".git")]
    root = folder / parts[-1]
    run_git(folder, "clone", "--quiet", "--shared", str(source.resolve()), str(root))
    return _with_change(parts[-1].replace("+", "/"), root)


def _with_change(name: str, root: Path) -> Place:
    commit = run_git(root, "rev-parse", "HEAD")
    paths = [path for path in run_git(root, "ls-files", "*.py", "*.js", "*.ts", "*.go", "*.rs").splitlines() if path]
    chosen = paths[:: max(1, len(paths) // CHANGED)][:CHANGED]
    for path in chosen:
        with (root / path).open("ab") as file:
            file.write(b"\n")
    run_git(root, "add", "--", *chosen)
    run_git(root, "commit", "--quiet", "--message", "Change ten files")
    changed = run_git(root, "rev-parse", "HEAD")
    run_git(root, "checkout", "--quiet", "--force", "--detach", commit)
    return Place(name, root, commit, changed)


def _stream(files: int) -> Iterator[bytes]:
    """All files in one commit, then commits that change a few of them."""
    chance = random.Random(files)
    paths = [_path(number) for number in range(files)]
    yield _commit("Begin", 0)
    for number, path in enumerate(paths):
        yield _file(path, module(number, chance))
    for number in range(1, COMMITS):
        some = sorted(chance.sample(range(files), min(PER_COMMIT, files)))
        yield _commit(f"{chance.choice(VERBS)} {chance.choice(NOUNS)} of {AREAS[some[0] % len(AREAS)]}", number)
        for place in some:
            yield _file(paths[place], module(place, chance))


def _path(number: int) -> str:
    area, noun = AREAS[number % len(AREAS)], NOUNS[number // len(AREAS) % len(NOUNS)]
    return f"{area}/part{number // 100:03}/{noun}_{number}.py"


def module(number: int, chance: random.Random) -> str:
    """A module with a class and a few functions, and imports of others that are earlier."""
    imported = sorted({chance.randrange(number) for _ in range(3)}) if number else []
    lines = [f"from {_path(each)[:-3].replace('/', '.')} import run_{each}" for each in imported]
    noun = NOUNS[number % len(NOUNS)]
    lines += ["", "", f"class {noun.title()}{number}:", f'    """A {noun} of {AREAS[number % len(AREAS)]}."""', ""]
    for verb in chance.sample(VERBS, 4):
        other = chance.choice(NOUNS)
        lines += [f"    def {verb}_{other}(self, {other}, limit={chance.randrange(100)}):"]
        lines += [f"        if {other} is None:", f'            raise ValueError("no {other} to {verb}")']
        lines += [f"        self.{other}_{verb} = {other}.{chance.choice(VERBS)}(limit)", f"        return {other}", ""]
    calls = " + ".join([*(f"run_{each}({noun})" for each in imported), str(number)])
    lines += ["", f"def run_{number}({noun}):", f"    return {calls}", ""]
    return "\n".join(lines)


def _commit(message: str, number: int) -> bytes:
    time = f"{1_767_225_600 + 60 * number} +0000"
    text = message.encode()
    return b"commit refs/heads/main\ncommitter Cortex <cortex@localhost> %b\ndata %d\n%b\n" % (
        time.encode(),
        len(text),
        text,
    )


def _file(path: str, content: str) -> bytes:
    data = content.encode()
    return b"M 100644 inline %b\ndata %d\n%b\n" % (path.encode(), len(data), data)
