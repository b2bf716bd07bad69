from cortex_cli.analysis.ranking.content import content_scores
from cortex_cli.analysis.ranking.ground import best_share
from tests.unit.analysis.ranking.grounds import best, by_path, ground_of, wording_of

FILLER = "\n\n".join(f"def other_{number}():\n    return alpha_{number}, beta_{number}" for number in range(30))


def test_the_file_that_holds_the_rare_word_is_best() -> None:
    ground = ground_of({"a.py": "value = parse()\n", "b.py": "value = parse(token)\n", "c.py": "value = parse()\n"})
    assert best(ground, content_scores(ground, wording_of("parse the token")).file) == "b.py"


def test_a_long_file_needs_more_occurrences_than_a_short_one() -> None:
    ground = ground_of({"long.py": f"token = 1\n{FILLER}\n", "short.py": "token = 1\n"})
    assert best(ground, content_scores(ground, wording_of("token")).file) == "short.py"


def test_a_chunk_that_holds_all_words_beats_a_file_that_scatters_them() -> None:
    scattered = "def one():\n    token\n\n\ndef two():\n    expire\n\n\ndef three():\n    refresh\n"
    together = "def one():\n    token, expire, refresh\n\n\ndef two():\n    pass\n\n\ndef three():\n    pass\n"
    ground = ground_of({"scattered.py": scattered, "together.py": together})
    scores = content_scores(ground, wording_of("refresh token, expire"))
    assert best(ground, scores.chunk) == "together.py"
    assert by_path(ground, scores.covered)["together.py"] == 1.0
    assert by_path(ground, scores.covered)["scattered.py"] < 0.7


def test_words_of_the_body_do_not_enter_the_score_of_the_subject() -> None:
    ground = ground_of({"a.py": "token = 1\n", "b.py": "socket = 1\n"})
    scores = content_scores(ground, wording_of("Refresh the token\n\nThe socket is closed."))
    assert set(by_path(ground, scores.file)) == {"a.py", "b.py"}
    assert set(by_path(ground, scores.file_subject)) == {"a.py"}


def test_two_paths_with_the_same_text_get_the_same_score() -> None:
    ground = ground_of({"a/x.py": "token = 1\n", "b/x.py": "token = 1\n", "c.py": "value = 2\n"})
    scores = by_path(ground, content_scores(ground, wording_of("token")).file)
    assert scores["a/x.py"] == scores["b/x.py"] > 0.0


def test_many_tests_do_not_make_a_word_look_common() -> None:
    sources = {"a.py": "token = 1\n", "b.py": "value = 1\n"}
    tests = {f"tests/test_{number}.py": "token = 1\n" for number in range(30)}
    alone, beside = ground_of(sources), ground_of(sources | tests)
    wording = wording_of("token")
    expected = by_path(alone, content_scores(alone, wording).file)["a.py"]
    assert by_path(beside, content_scores(beside, wording).file)["a.py"] == expected


def test_what_no_text_holds_is_not_present() -> None:
    ground = ground_of({"a.py": "token = 1\n"})
    assert content_scores(ground, wording_of("refresh token")).present == {"token"}


def test_shares_are_those_of_the_best_source_and_never_more_than_one() -> None:
    ground = ground_of(
        {"a.py": "token = 1\n", "b.py": f"token = 1\n{FILLER}\n", "docs/token.md": "token token token\n"}
    )
    shares = by_path(ground, best_share(content_scores(ground, wording_of("token")).file, ground))
    assert shares["a.py"] == 1.0
    assert shares["b.py"] < 1.0
    assert shares["docs/token.md"] == 1.0
