import math

import pytest

from cortex_cli.analysis.ranking.content import content_scores
from cortex_cli.analysis.ranking.features import FIRST, VOTES, Signal, first_features, vote_features
from cortex_cli.analysis.ranking.ground import K1, B, rarity
from cortex_cli.analysis.terms import stem
from tests.unit.analysis.ranking.grounds import by_path, ground_of, wording_of

TEXTS = {
    "app/__init__.py": "from app.login import login\n",
    "app/login.py": "from app import store\n\n\ndef login(user):\n    return store.token(user)\n",
    "app/store.py": "def token(user):\n    return user\n",
    "app/menu.py": "def show():\n    return 1\n",
    "tests/test_login.py": "from app.login import login\n\n\ndef test_login():\n    login('a')\n",
    "docs/login.md": "Login, login, login with a token for each user.\n",
}
PAST = [("Keep the login", ("app/login.py", "app/store.py")), ("Tokens of a login", ("app/login.py", "app/store.py"))]


def test_every_signal_is_known_either_before_the_first_ranking_or_after_it() -> None:
    ground = ground_of(TEXTS, PAST)
    columns, sources = first_features(ground, wording_of("Keep the user after login"))
    votes, _ = vote_features(ground, sources, {ground.number["app/login.py"]: 1.0})
    assert set(columns) == set(FIRST)
    assert set(votes) == set(VOTES)
    assert {*FIRST, *VOTES} == set(Signal)


def test_no_signal_of_a_file_exceeds_the_best_source() -> None:
    columns, _ = first_features(ground_of(TEXTS, PAST), wording_of("Keep the user after login"))
    for signal, scores in columns.items():
        assert all(0.0 <= score <= 1.0 for score in scores.values()), signal


def test_a_file_that_only_passes_on_what_others_define_is_told_apart() -> None:
    ground = ground_of(TEXTS, PAST)
    columns, _ = first_features(ground, wording_of("Keep the user after login"))
    assert set(by_path(ground, columns[Signal.BARREL])) == {"app/__init__.py"}


def test_only_source_files_vote() -> None:
    ground = ground_of(TEXTS, PAST)
    _, sources = first_features(ground, wording_of("Keep the user after login"))
    votes, _ = vote_features(ground, sources, {ground.number["tests/test_login.py"]: 1.0})
    assert all(scores == {} for scores in votes.values())


def test_a_list_is_read_once_however_many_signals_ask_for_it() -> None:
    ground = ground_of(TEXTS, PAST)
    term = stem("login")
    assert ground.lookups.content(term) is ground.lookups.content(term)
    assert ground.lookups.content_counts(term) is ground.lookups.content_counts(term)


@pytest.mark.parametrize("request_text", ["login", "login token", "user login token, shown in a menu"])
def test_whole_file_scores_are_those_of_the_formula(request_text: str) -> None:
    ground, wording = ground_of(TEXTS, PAST), wording_of(request_text)
    texts = ground.snapshot.texts
    judged = [number for number, text in enumerate(texts) if text.paths[0].startswith("app/")]
    average = sum(texts[number].words for number in judged) / len(judged)
    for number, text in enumerate(texts):
        expected = 0.0
        for term, weight in wording.terms.items():
            held = {ground.snapshot.chunk_text[chunk] for chunk, _ in ground.snapshot.content(term)}
            count = sum(n for chunk, n in ground.snapshot.content(term) if ground.snapshot.chunk_text[chunk] == number)
            norm = K1 * (1.0 - B + B * text.words / average)
            expected += weight * rarity(len(held & set(judged)), len(judged)) * count * (K1 + 1.0) / (count + norm)
        found = by_path(ground, content_scores(ground, wording).file)
        assert found.get(text.paths[0], 0.0) == pytest.approx(expected), text.paths[0]


def test_a_rarer_term_is_more_telling_and_one_that_all_have_still_counts() -> None:
    assert rarity(1, 100) > rarity(50, 100) > rarity(100, 100) > 0.0
    assert rarity(0, 10) == pytest.approx(math.log(1.0 + 10.5 / 0.5))
    assert rarity(12, 10) == rarity(10, 10)


def test_a_test_with_the_same_text_as_a_source_is_no_source() -> None:
    ground = ground_of({"app/__init__.py": "", "tests/__init__.py": "", "app/login.py": "user = 1\n"})
    assert [ground.paths[file] for file in ground.sources] == ["app/__init__.py", "app/login.py"]


def test_where_there_is_no_source_every_file_is_judged() -> None:
    ground = ground_of({"README.md": "# Login\n", "docs/menu.md": "# Menu\n"})
    assert len(ground.sources) == 2
    assert ground.judged == (True, True)
