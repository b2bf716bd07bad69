from __future__ import annotations

import pytest

from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.named_paths import NamedPaths, existing, nearest, nearest_path, read_paths

PATHS = ("api/users.py", "api/routes/users.py", "docs/guide.md", "README.md", ".github/workflows/ci.yml")


def named(request: str) -> NamedPaths:
    return read_paths(read_parts(request), PATHS)


@pytest.mark.parametrize(
    ("request_text", "expected"),
    [
        ("Fix the login in docs/guide.md", NamedPaths(known=("docs/guide.md",))),
        ("Fix guide.md", NamedPaths(known=("docs/guide.md",))),
        ("Pin actions in .github/workflows/ci.yml", NamedPaths(known=(".github/workflows/ci.yml",))),
        ("Create api/tokens.py", NamedPaths(new=("api/tokens.py",))),
        ("Add a `Token` class in a new file `api/tokens.py`", NamedPaths(new=("api/tokens.py",))),
        ("Move the parser to api/parsing.py", NamedPaths(new=("api/parsing.py",))),
        ("Extract the dates from api/users.py into api/dates.py", NamedPaths(("api/users.py",), ("api/dates.py",))),
        ("Add a login by token (`api/tokens.py`)", NamedPaths(new=("api/tokens.py",))),
        ("Add tokens: lib/tokens.py beside api/users.py", NamedPaths(("api/users.py",), ("lib/tokens.py",))),
        ("Support tokens with a new api/tokens.py", NamedPaths(new=("api/tokens.py",))),
        ("Add tokens (see docs/tokens.md)", NamedPaths()),
        ("Add CONTRIBUTING.md", NamedPaths(new=("CONTRIBUTING.md",))),
        ("Cover the login with tests in tests/test_login.py", NamedPaths(new=("tests/test_login.py",))),
        ("Document the login in docs/login.md", NamedPaths(new=("docs/login.md",))),
        ("Fix the login in api/user.py", NamedPaths(missing=("api/user.py",))),
        ("Refactor lib/old.py", NamedPaths(missing=("lib/old.py",))),
        ("Add tests for lib/old.py", NamedPaths(missing=("lib/old.py",))),
        ("Fix the dates in exprot.py", NamedPaths(missing=("exprot.py",))),
        ("Read settings from config.toml", NamedPaths()),
        ("Write the report to report.html", NamedPaths()),
        ("Fix crash when config.yaml is empty", NamedPaths()),
        ("Support Node.js and see https://example.org/a/b.html", NamedPaths()),
        ("Fix json.dumps and self.close()", NamedPaths()),
        ("Fix the 404 of /static/app.js", NamedPaths()),
    ],
)
def test_files_are_known_new_or_missing(request_text: str, expected: NamedPaths) -> None:
    assert named(request_text) == expected


def test_a_name_means_every_file_that_ends_with_it_and_a_path_itself() -> None:
    assert existing("users.py", PATHS) == ("api/routes/users.py", "api/users.py")
    assert existing("api/users.py", PATHS) == ("api/users.py",)


def test_the_nearest_name_and_path() -> None:
    assert nearest("pasre_date", ["parse_date", "parse", "format_date"]) == "parse_date"
    assert nearest("frobnicate", ["x", "login"]) is None
    assert nearest_path("web/guide.md", PATHS) == "docs/guide.md"
    assert nearest_path("api/user.py", PATHS) == "api/users.py"
    assert nearest_path("api/zzz.go", PATHS) is None
