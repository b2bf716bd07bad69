import pytest

from cortex_cli.analysis.ranking.features import Signal
from cortex_cli.analysis.ranking.ranking import Ranked, rank
from cortex_cli.analysis.request.query import read_request
from cortex_cli.model.analysis import Role
from tests.unit.analysis.ranking.grounds import Commit, graph_of, roles_of, snapshot_of

TEXTS = {
    "auth/session.py": "from auth import token\n\n\nclass Session:\n    def login(self, user):\n        return token.issue(user)\n",
    "auth/token.py": "def issue(user):\n    return user\n",
    "auth/__init__.py": "from auth.session import Session\n",
    "menu.py": "def show(items):\n    return items\n",
    "paint.py": "def paint(canvas):\n    return canvas\n",
    "tests/test_session.py": "from auth.session import Session\n\n\ndef test_login():\n    Session().login('a')\n",
    "docs/login.md": "# Login\n\nHow a session begins.\n",
    "pyproject.toml": "[project]\nname = 'auth'\n",
}
PAST: list[Commit] = [
    ("Keep the session after login", ("auth/session.py", "auth/token.py")),
    ("Paint faster", ("paint.py",)),
    ("Issue tokens at login", ("auth/session.py", "auth/token.py")),
]


def ranking_of(request: str, texts: dict[str, str] | None = None) -> tuple[Ranked, ...]:
    texts = TEXTS if texts is None else texts
    snapshot = snapshot_of(texts, PAST)
    return rank(read_request(request), snapshot, graph_of(texts, snapshot), roles_of(texts))


def test_every_file_has_a_place_and_the_right_source_the_first() -> None:
    ranking = ranking_of("Remember the user after login")
    assert sorted(file.path for file in ranking) == sorted(TEXTS)
    assert ranking[0].path == "auth/session.py"
    assert ranking[0].role is Role.SOURCE


def test_probabilities_fall_with_the_place_and_lie_between_none_and_one() -> None:
    chances = [file.probability for file in ranking_of("Remember the user after login")]
    assert chances == sorted(chances, reverse=True)
    assert all(0.0 <= chance <= 1.0 for chance in chances)


def test_what_evidence_needs_is_told() -> None:
    first = ranking_of("Make `Session.login` idempotent")[0]
    assert [each.qualified for each in first.definitions] == ["Session", "Session.login"]
    assert first.example is not None and first.example.subject == "Keep the session after login"
    assert first.test == "tests/test_session.py"
    assert first.signals[Signal.DEFINED] == 1.0


def test_the_file_that_moves_with_the_best_one_names_it() -> None:
    ranking = ranking_of("Make `Session.login` idempotent")
    token = next(file for file in ranking if file.path == "auth/token.py")
    assert token.companion is not None
    assert (token.companion.path, token.companion.together, token.companion.changes) == ("auth/session.py", 2, 2)


def test_the_same_request_gives_the_same_ranking_whatever_the_order_of_the_texts() -> None:
    backwards = dict(reversed(TEXTS.items()))
    assert ranking_of("Remember the user after login") == ranking_of("Remember the user after login", backwards)


def test_equal_files_come_in_the_order_of_their_paths() -> None:
    texts = {f"{name}.py": f"{name} = 1\n" for name in ("delta", "alpha", "charlie", "bravo")}
    paths = [file.path for file in ranking_of("Something else entirely", texts)]
    assert paths == sorted(paths)


@pytest.mark.parametrize("texts", [{}, {"README.md": "# Nothing\n"}, {"empty.py": ""}])
def test_a_repository_with_nearly_nothing_can_be_ranked(texts: dict[str, str]) -> None:
    assert len(ranking_of("Remember the user after login", texts)) == len(texts)
