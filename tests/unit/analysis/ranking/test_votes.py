from cortex_cli.analysis.ranking.memory import remember
from cortex_cli.analysis.ranking.votes import neighbours, test_votes
from tests.unit.analysis.ranking.grounds import by_path, ground_of

vote_of_tests = test_votes
vote_of_tests.__test__ = False  # type: ignore[attr-defined]

TEXTS = {
    "app/users.py": "from app import store\n\n\ndef create():\n    pass\n",
    "app/store.py": "def save():\n    pass\n",
    "app/menu.py": "from app import users\n",
    "other/users.py": "def list_all():\n    pass\n",
    "tests/app/test_users.py": "from app import users, store\n",
}


def test_a_test_votes_for_the_source_it_is_named_after_and_stands_near_to() -> None:
    ground = ground_of(TEXTS)
    test = ground.number["tests/app/test_users.py"]
    votes = vote_of_tests(ground, {test: 3.0})
    assert by_path(ground, votes.named) == {"app/users.py": 1.0}
    assert set(by_path(ground, votes.imported)) == {"app/users.py", "app/store.py"}
    assert votes.voters[ground.number["app/users.py"]] == test


def test_a_test_that_does_not_fit_the_request_has_no_vote() -> None:
    ground = ground_of(TEXTS)
    votes = vote_of_tests(ground, {ground.number["app/menu.py"]: 1.0})
    assert by_path(ground, votes.named) == by_path(ground, votes.imported) == {}


def test_what_the_best_file_imports_and_what_imports_it_are_told_apart() -> None:
    ground = ground_of(TEXTS)
    near = neighbours(ground, remember(ground), {ground.number["app/users.py"]: 1.0})
    assert set(by_path(ground, near.imported)) == {"app/store.py"}
    assert "app/menu.py" in by_path(ground, near.importing)


def test_a_file_that_always_moves_with_the_best_one_follows_it() -> None:
    together = ("Work", ("app/users.py", "app/store.py"))
    alone = ("Work", ("app/users.py",))
    ground = ground_of(TEXTS, [together, alone, together, alone, alone, together])
    near = neighbours(ground, remember(ground), {ground.number["app/users.py"]: 1.0})
    store = ground.number["app/store.py"]
    assert near.following[store] > near.moving[store] > 0.0
    assert near.companions[store] == (ground.number["app/users.py"], 3, 3)


def test_one_common_commit_is_chance() -> None:
    ground = ground_of(TEXTS, [("Work", ("app/users.py", "app/store.py"))])
    near = neighbours(ground, remember(ground), {ground.number["app/users.py"]: 1.0})
    assert by_path(ground, near.moving) == {}


def test_files_beside_the_best_one_get_a_vote_and_the_best_one_none_of_its_own() -> None:
    ground = ground_of(TEXTS)
    beside = by_path(ground, neighbours(ground, remember(ground), {ground.number["app/users.py"]: 1.0}).beside)
    assert "app/store.py" in beside
    assert "app/users.py" not in beside
    assert "other/users.py" not in beside
