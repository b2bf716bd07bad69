from __future__ import annotations

from cortex_cli.analysis.commit.history import SWEEPING, companions_of, read_past
from tests.unit.analysis.project import past_commits

PRESENT = {"users.py", "token.py", "tasks.py"}


def test_files_that_are_gone_and_sweeping_commits_do_not_speak() -> None:
    many = ("token.py", *(f"f{number}.py" for number in range(SWEEPING)))
    history = read_past(past_commits(("Reformat token", many), ("Fix token", ("gone.py",))), PRESENT)
    assert history.commits == {}
    assert history.changes("token.py") == 0


def test_files_changed_together_are_counted() -> None:
    pair = ("users.py", "token.py")
    history = read_past(past_commits(("a", pair), ("b", pair), ("c", ("users.py",))), PRESENT)
    assert history.together("users.py", "token.py") == 2
    assert history.changes("users.py") == 3
    assert history.together("users.py", "tasks.py") == 0


def test_a_companion_moves_with_a_seed_in_a_share_of_its_commits() -> None:
    pair = ("users.py", "token.py")
    history = read_past(past_commits(("a", pair), ("b", pair), ("c", ("token.py",)), ("d", ("token.py",))), PRESENT)
    assert companions_of(history, {"users.py": 1.0}, ["token.py", "tasks.py"]) == {"token.py": (0.5, "users.py")}


def test_once_together_is_chance() -> None:
    history = read_past(past_commits(("a", ("users.py", "token.py"))), PRESENT)
    assert companions_of(history, {"users.py": 1.0}, ["token.py"]) == {}


def test_no_history_is_no_error() -> None:
    history = read_past([], PRESENT)
    assert history.together("users.py", "token.py") == 0
    assert companions_of(history, {"users.py": 1.0}, PRESENT) == {}
