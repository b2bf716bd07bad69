from __future__ import annotations

from cortex_cli.analysis import signals
from cortex_cli.analysis.query import read_request
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import FileSymbols, outline
from tests.unit.analysis.project import API, graph_of, material_of


def outlines_of(**texts: str) -> dict[str, FileSymbols]:
    return {name: outline(text, language_of("a.py")) for name, text in texts.items()}


def test_defined_names_are_found_by_their_words() -> None:
    found = outlines_of(a="def check_password(): ...", b="def total(): ...")
    assert set(signals.symbol_names(read_request("Change the passwords"), found)) == {"a"}


def test_a_files_own_name_counts_more_than_its_directory() -> None:
    scores = signals.path_names(read_request("Change users"), ["x/users.py", "users/x.py", "a/b.py"])
    assert scores["x/users.py"] > scores["users/x.py"]
    assert "a/b.py" not in scores


def test_a_name_shared_by_many_files_votes_less_for_each() -> None:
    query = read_request("Fix `alone` and `shared`")
    found = outlines_of(a="def alone(): ...", b="def shared(): ...", c="def shared(): ...")
    scores = signals.named(signals.named_definitions(query, found), query)
    assert scores["a"] == 2 * scores["b"]


def test_a_qualified_name_means_its_last_part() -> None:
    found = outlines_of(a="class User:\n    def login(self): ...")
    assert list(signals.named_definitions(read_request("Fix User.login() timing"), found)) == ["a"]


def test_a_plain_word_names_a_definition_with_less_certainty() -> None:
    found = outlines_of(a="def monthly(): ...")
    plain, exact = read_request("the monthly figures"), read_request("the `monthly` figures")
    assert signals.named(signals.named_definitions(plain, found), plain)["a"] < 1.0
    assert signals.named(signals.named_definitions(exact, found), exact)["a"] == 1.0


def test_a_path_may_be_given_by_its_end_or_a_directory() -> None:
    paths = {"api/users.py", "web/users.py", "api/old/a.py", "b.py"}
    assert signals.mentioned_paths(read_request("Split users.py"), paths) == {
        "api/users.py": 1.0,
        "web/users.py": 1.0,
    }
    assert signals.mentioned_paths(read_request("Drop everything in api/old/"), paths) == {"api/old/a.py": 0.3}
    assert signals.mentioned_paths(read_request("Split the users"), paths) == {}


def test_neighbours_of_good_files_get_votes_in_both_directions() -> None:
    scores = signals.neighbours(graph_of(API), {"api/users.py": 1.0})
    assert scores["api/errors.py"] > 0
    assert scores["api/routes/users.py"] > 0
    assert "api/tasks.py" not in scores


def test_matching_definitions_come_best_first() -> None:
    query = read_request("Check the password")
    found = outlines_of(a="def total(): ...\ndef check(): ...\ndef check_password(): ...\n")["a"]
    names = [definition.name for definition in signals.matching_definitions(found, query.all_terms)]
    assert names == ["check_password", "check"]


def test_verbs_of_work_match_no_definition() -> None:
    query = read_request("Add users")
    found = outlines_of(a="def add(): ...\ndef add_user(): ...\n")["a"]
    assert [each.name for each in signals.matching_definitions(found, query.all_terms)] == ["add_user"]


def test_content_finds_related_words_too() -> None:
    material = material_of(API, "Add authentication")
    scores = signals.content(material.query, material.counts)
    assert scores["api/users.py"] > 0
    assert "api/reports.py" not in scores
