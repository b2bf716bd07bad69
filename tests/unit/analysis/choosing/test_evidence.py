from __future__ import annotations

from cortex_cli.analysis.choosing.evidence import MOST_SENTENCES, as_candidates
from cortex_cli.model.analysis import Candidate, Role
from cortex_cli.vcs.history import PastCommit
from tests.unit.analysis.project import API, material_of, past_commits, ranked


def evidence_for(
    request: str,
    path: str,
    *,
    texts: dict[str, str] = API,
    past: list[PastCommit] | None = None,
    chosen: set[str] | None = None,
) -> str:
    return " | ".join(candidate_for(request, path, texts, past or [], chosen or set()).evidence)


def candidate_for(
    request: str, path: str, texts: dict[str, str], past: list[PastCommit], chosen: set[str]
) -> Candidate:
    material = material_of(texts, request, past=past)
    ranking = ranked(material)
    ranking.scores.setdefault(path, 0.0)
    return as_candidates([path], material, ranking, frozenset(chosen))[0]


def test_words_paths_and_definitions_are_named() -> None:
    said = evidence_for("Check the password of users", "api/users.py")
    assert "path contains `users`" in said
    assert "defines `User.check_password`" in said
    assert "has words like `password` 2×" in said


def test_a_definition_that_the_request_names_is_said_so_once() -> None:
    said = evidence_for("Rename `check_password`", "api/users.py")
    assert "defines `User.check_password`, as the request says" in said
    assert said.count("check_password") == 1


def test_a_path_that_the_request_names_is_said_so() -> None:
    assert "the request names its path" in evidence_for("Split api/users.py", "api/users.py")


def test_related_words_are_spelled_out() -> None:
    said = evidence_for("Add authentication", "api/users.py")
    assert "`password`" in said
    assert "`authentic`" not in said


def test_links_to_other_candidates_are_named() -> None:
    chosen = {"api/users.py", "api/routes/users.py"}
    assert "imported by `api/routes/users.py`" in evidence_for("users", "api/users.py", chosen=chosen)
    assert "imports `api/users.py`" in evidence_for("users", "api/routes/users.py", chosen=chosen)
    chosen.add("tests/test_users.py")
    assert "imported by 2 candidates" in evidence_for("users", "api/users.py", chosen=chosen)


def test_history_is_quoted_and_counted() -> None:
    pair = ("api/users.py", "api/errors.py")
    past = past_commits(("Salt the password", pair), ("Other", pair), ("Other", ("api/errors.py",)))
    said = evidence_for("Hash the password", "api/errors.py", past=past, chosen={"api/users.py"})
    assert "changed by “Salt the password”" in said
    assert "changed together with `api/users.py` in 2 of 3 commits" in said


def test_words_in_the_path_of_every_file_say_nothing() -> None:
    texts = {f"user/part{number}.py": "x = 1" for number in range(6)}
    assert "path contains" not in evidence_for("Change the user", "user/part1.py", texts=texts)


def test_every_scored_file_has_evidence_unless_only_a_neighbour() -> None:
    material = material_of(API, "Fix the password of a user")
    ranking = ranked(material)
    paths = [path for path in ranking.best_first() if ranking.scores[path] >= 0.1]
    assert all(candidate.evidence for candidate in as_candidates(paths, material, ranking, frozenset(paths)))


def test_evidence_stays_short_and_plain() -> None:
    texts = {"a\x1b[31m.py": "import user\n", "user.py": "user = password = login = 1\n"}
    candidate = candidate_for("Fix user password login", "a\x1b[31m.py", texts, [], {"user.py"})
    assert len(candidate.evidence) <= MOST_SENTENCES
    assert all(sentence.isprintable() for sentence in candidate.evidence)


def test_a_candidate_has_its_role_and_a_rounded_score() -> None:
    candidate = candidate_for("Check the password", "tests/test_users.py", API, [], set())
    assert candidate.role is Role.TEST
    assert candidate.probability == round(candidate.probability, 4)
