"""What a child may know of the user's shell."""

from __future__ import annotations

from cortex_cli.process.environment import DEFAULT_PATH, absolute_path, child_environment


def test_relative_and_empty_path_entries_would_find_planted_programs_and_are_dropped() -> None:
    assert absolute_path({"PATH": ":.:bin:/usr/bin::/bin"}) == "/usr/bin:/bin"


def test_a_missing_or_useless_path_becomes_the_system_default() -> None:
    assert absolute_path({}) == DEFAULT_PATH
    assert absolute_path({"PATH": ".:"}) == DEFAULT_PATH


def test_secrets_and_git_variables_of_the_users_shell_do_not_travel() -> None:
    users = {
        "PATH": "/usr/bin",
        "HOME": "/home/ada",
        "LC_ALL": "C",
        "API_KEY": "s3cret",
        "GIT_DIR": "/elsewhere",
    }
    assert child_environment(users, {}) == {"PATH": "/usr/bin", "HOME": "/home/ada", "LC_ALL": "C"}


def test_what_the_team_sets_wins_over_what_is_inherited() -> None:
    assert child_environment({"HOME": "/home/ada"}, {"HOME": "/tmp/h", "MODE": "ci"})["HOME"] == "/tmp/h"
    assert child_environment({}, {"MODE": "ci"})["MODE"] == "ci"
