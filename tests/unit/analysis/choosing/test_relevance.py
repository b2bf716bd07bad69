from __future__ import annotations

from cortex_cli.analysis.choosing.relevance import best_sources, strength
from cortex_cli.analysis.ranking.model import weights
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.project import API, material_of, past_commits, ranked, ranking_of

CUT_OFF = weights().cut_off


def scores_for(request: str, **texts: str) -> dict[str, float]:
    given = {name.replace("__", "/") + ".py": text for name, text in texts.items()}
    return ranked(material_of(given or API, request)).scores


def test_scores_are_probabilities_and_the_best_of_a_fitting_request_is_chosen() -> None:
    scores = scores_for("Check the password of a user")
    assert CUT_OFF <= max(scores.values()) <= 1.0
    assert min(scores.values()) >= 0.0


def test_the_file_that_speaks_of_the_subject_comes_first() -> None:
    ranking = ranked(material_of(API, "Store the password of a user as a hash"))
    assert ranking.best_first()[0] == "api/users.py"


def test_a_named_definition_outweighs_words() -> None:
    scores = scores_for("Rename `monthly`", a="# monthly monthly monthly\n", b="def monthly(): ...", c="x = 1")
    assert scores["b.py"] >= scores["a.py"] > scores.get("c.py", 0.0)


def test_a_path_that_the_request_names_comes_first() -> None:
    ranking = ranked(material_of(API, "Handle the password in api/reports.py"))
    assert ranking.best_first()[0] == "api/reports.py"


def test_a_directory_that_the_request_names_lifts_its_files() -> None:
    scores = ranked(material_of(API, "Log every call in api/routes/")).scores
    assert scores["api/routes/users.py"] > scores.get("api/users.py", 0.0)


def test_words_of_the_same_concept_are_found() -> None:
    scores = scores_for("Add authentication", login="def login(credential): ...", other="def total(rows): ...")
    assert scores["login.py"] > scores.get("other.py", 0.0)


def test_tests_and_documents_come_after_sources_with_the_same_words() -> None:
    texts = {"token.py": "token = 1", "tests/test_token.py": "token = 1", "docs/token.md": "token = 1"}
    scores = ranked(material_of(texts, "Change the token")).scores
    assert scores["token.py"] > scores["tests/test_token.py"]
    assert scores["token.py"] > scores["docs/token.md"]


def test_where_the_work_is_documents_they_count_in_full() -> None:
    texts = {"token.py": "token = 1", "docs/token.md": "token = 1"}
    as_docs = ranked(material_of(texts, "token", task_type=TaskType.DOCS)).scores
    as_feature = ranked(material_of(texts, "token", task_type=TaskType.FEATURE)).scores
    assert as_docs["docs/token.md"] > as_feature["docs/token.md"]


def test_history_votes_for_files_whose_words_say_nothing() -> None:
    texts = {"a.py": "x = 1", "b.py": "x = 1", "c.py": "quota = 1"}
    past = past_commits(("Raise the quota", ("b.py",)), ("Other work", ("a.py",)))
    scores = ranked(material_of(texts, "Change the quota", past=past)).scores
    assert scores["b.py"] > scores.get("a.py", 0.0)


def test_what_moves_with_the_best_files_gets_a_small_vote() -> None:
    texts = {"quota.py": "quota = 1", "a.py": "x = 1", "b.py": "x = 1"}
    pair = ("quota.py", "b.py")
    scores = ranked(material_of(texts, "Change quota", past=past_commits(("one", pair), ("two", pair)))).scores
    assert 0.0 < scores["b.py"] < CUT_OFF
    assert scores.get("a.py", 0.0) < scores["b.py"]


def test_what_imports_the_best_file_gets_a_small_vote() -> None:
    texts = {"quota.py": "quota = 1", "a.py": "import quota\n", "b.py": "x = 1"}
    scores = ranked(material_of(texts, "Change the quotas")).scores
    assert scores["a.py"] > scores.get("b.py", 0.0)


def test_a_request_about_nothing_here_leaves_every_file_low() -> None:
    assert all(score < CUT_OFF for score in scores_for("Add blockchain mining").values())


def test_strength_is_the_share_of_the_request_that_occurs() -> None:
    full = material_of(API, "password of the user")
    half = material_of(API, "password of the blockchain miner crowd")
    assert strength(full.query, full.counts) == 1.0
    assert strength(half.query, half.counts) < 1.0


def test_without_files_nothing_is_ranked() -> None:
    assert ranked(material_of({}, "Add users")).scores == {}


def test_raising_never_lowers_and_says_each_reason_once() -> None:
    ranking = ranking_of({"a.py": 0.5})
    ranking.raise_to("a.py", 0.4, "because")
    ranking.raise_to("a.py", 0.4, "because")
    ranking.raise_to("b.py", 2.0, "very much")
    assert ranking.scores == {"a.py": 0.5, "b.py": 1.0}
    assert ranking.reasons["a.py"] == ["because"]


def test_equal_scores_are_ordered_by_path() -> None:
    assert ranking_of({"b.py": 0.5, "a.py": 0.5, "c.py": 0.9}).best_first() == ["c.py", "a.py", "b.py"]


def test_the_best_sources_are_sources_above_the_threshold() -> None:
    material = material_of(API, "Check the password of a user")
    seeds = best_sources(ranked(material), material)
    assert next(iter(seeds)) == "api/users.py"
    assert all(path.startswith("api/") and score >= CUT_OFF for path, score in seeds.items())
