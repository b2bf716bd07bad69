"""`cortex plan --cases DIR` as its users see it: their own cases, in any directory, with or without a repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kit.sandbox import Sandbox

pytestmark = pytest.mark.acceptance

CASES = Path(__file__).resolve().parents[1] / "planning_cases"
OWN = """\
schema: cortex/planning-case/v1
name: routes and their tests go together
group: basic
files:
  app/routes.py: "def login(): pass\\n"
  tests/test_routes.py: "from app.routes import login\\n"
request: Fix login in app/routes.py
expect:
  waves: [[app/routes.py]]
  scopes:
    app/routes.py:
      include: [tests/test_routes.py]
"""


@pytest.fixture
def place(tmp_path: Path) -> Sandbox:
    """A directory that is no repository."""
    (tmp_path / "cases").mkdir()
    return Sandbox(tmp_path)


def test_all_cases_of_cortex_itself_hold() -> None:
    done = Sandbox(CASES.parent).cortex("plan", "--cases", "planning_cases")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert all(line.startswith("held ") for line in lines[:-1])
    assert lines[-1] == f"{len(lines) - 1} cases: all held"
    assert len(lines) > 40


def test_a_case_of_ones_own(place: Sandbox) -> None:
    place.write("cases/routes.yaml", OWN)
    done = place.cortex("plan", "--cases", "cases")
    assert (done.code, done.err) == (0, "")
    assert done.out == "held    routes.yaml  routes and their tests go together\n1 case: all held\n"


def test_a_case_that_does_not_hold_shows_what_was_expected_and_what_came(place: Sandbox) -> None:
    place.write("cases/good.yaml", OWN)
    place.write("cases/routes.yaml", OWN.replace("include: [tests/test_routes.py]", "exclude: [tests/test_routes.py]"))
    done = place.cortex("plan", "--cases", "cases")
    assert done.code == 1
    assert done.out.splitlines()[1:] == [
        "failed  routes.yaml  routes and their tests go together",
        "        scopes (routes.yaml:11)",
        "          expected: app/routes.py: may not write tests/test_routes.py",
        "          came:     O1: touch app/routes.py, tests/test_routes.py, forbid nothing",
        "2 cases: 1 held, 1 failed",
    ]


def test_the_same_as_a_document(place: Sandbox) -> None:
    place.write("cases/routes.yaml", OWN.replace("[[app/routes.py]]", "[]"))
    done = place.cortex("plan", "--cases", "cases", "--json")
    assert done.code == 1
    assert (done.json["schema"], done.json["held"], done.json["failed"]) == ("cortex/planning-cases/v1", 0, 1)
    (case,) = done.json["cases"]
    assert (case["file"], case["group"], case["held"]) == ("routes.yaml", "basic", False)
    (found,) = case["findings"]
    assert (found["rule"], found["expected"], found["where"]) == ("waves", "no wave", "routes.yaml:9")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (OWN.replace("group: basic", "group: easy"), "routes.yaml:3"),
        (OWN.replace("waves:", "wavs:"), "expect.wavs: is not a known key"),
        ("- a list\n", "must be a mapping"),
    ],
)
def test_a_case_that_cannot_be_read_is_refused_with_its_line(place: Sandbox, text: str, said: str) -> None:
    place.write("cases/routes.yaml", text)
    done = place.cortex("plan", "--cases", "cases")
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert place.cortex("plan", "--cases", "cases", "--json").json["schema"] == "cortex/error/v1"


def test_a_directory_without_cases_and_none_at_all(place: Sandbox) -> None:
    assert "no planning case" in place.cortex("plan", "--cases", "cases").err
    assert place.cortex("plan", "--cases", "cases").code == 2
    assert place.cortex("plan", "--cases", "nowhere").code == 2


def test_the_directory_counts_from_where_the_user_stands(place: Sandbox) -> None:
    place.write("deep/cases/routes.yaml", OWN)
    assert place.cortex("-C", "deep", "plan", "--cases", "cases").code == 0


def test_running_cases_writes_nothing_and_needs_no_home(place: Sandbox) -> None:
    place.write("cases/routes.yaml", OWN)
    before = sorted(place.root.rglob("*"))
    gone = {"HOME": "/nonexistent", "XDG_STATE_HOME": "/nonexistent/state", "TMPDIR": str(place.root)}
    assert place.spawn("plan", "--cases", "cases", environment=gone).code == 0
    assert sorted(place.root.rglob("*")) == before


def test_text_of_a_case_cannot_play_with_the_terminal(place: Sandbox) -> None:
    name = 'name: "\\u001b[2Jrouted\\u202e"'
    place.write("cases/routes.yaml", OWN.replace("name: routes and their tests go together", name))
    assert place.cortex("plan", "--cases", "cases").out.splitlines()[0] == "held    routes.yaml  routed"


def test_cases_are_not_mixed_with_a_request(place: Sandbox) -> None:
    place.write("cases/routes.yaml", OWN)
    assert place.cortex("plan", "--cases", "cases", "Fix it").code == 2
    assert place.cortex("plan", "--cases", "cases", "--solo").code == 2
