from cortex_cli.analysis.ranking.places import place_scores
from tests.unit.analysis.ranking.grounds import best, by_path, ground_of, wording_of

TEXTS = {
    "src/auth/login.py": "one = 1\n",
    "src/auth/token_store.py": "two = 2\n",
    "src/cli/main.py": "three = 3\n",
    "src/grep-cli/pattern.py": "four = 4\n",
    "src/views/loading.py": "five = 5\n",
}


def test_a_files_own_name_says_more_than_its_directory() -> None:
    ground = ground_of({"login/views.py": "one = 1\n", "views/login.py": "two = 2\n", "a/b.py": "three = 3\n"})
    assert best(ground, place_scores(ground, wording_of("login")).path) == "views/login.py"


def test_a_path_that_the_request_gives_counts_whole() -> None:
    ground = ground_of(TEXTS)
    scores = by_path(ground, place_scores(ground, wording_of("Split auth/login.py")).mentioned)
    assert scores == {"src/auth/login.py": 1.0}


def test_a_dotted_module_is_a_path() -> None:
    ground = ground_of(TEXTS)
    scores = by_path(ground, place_scores(ground, wording_of("Move auth.login elsewhere")).mentioned)
    assert scores == {"src/auth/login.py": 0.8}


def test_files_below_a_directory_that_the_request_gives_count_less() -> None:
    ground = ground_of(TEXTS)
    scores = by_path(ground, place_scores(ground, wording_of("Tidy src/auth/ up")).mentioned)
    assert set(scores) == {"src/auth/login.py", "src/auth/token_store.py"}
    assert max(scores.values()) < 1.0


def test_a_scope_names_files_and_directories() -> None:
    ground = ground_of(TEXTS)
    scores = place_scores(ground, wording_of("fix(login): wait"))
    assert by_path(ground, scores.scoped) == {"src/auth/login.py": 1.0}
    below = by_path(ground, place_scores(ground, wording_of("cli: wait")).scoped_below)
    assert below == {"src/cli/main.py": 1.0, "src/grep-cli/pattern.py": 0.5}


def test_a_word_of_a_directory_speaks_for_the_files_below_it() -> None:
    ground = ground_of(TEXTS)
    assert "src/auth/token_store.py" in by_path(ground, place_scores(ground, wording_of("auth fails")).directory)


def test_another_form_of_a_word_is_like_the_name() -> None:
    ground = ground_of(TEXTS)
    scores = by_path(ground, place_scores(ground, wording_of("Preloading of pages")).spelled)
    assert set(scores) == {"src/views/loading.py"}


def test_what_a_module_defines_names_the_module() -> None:
    ground = ground_of(TEXTS)
    scores = by_path(ground, place_scores(ground, wording_of("Deprecate src.auth.token_store.TokenStore")).mentioned)
    assert scores == {"src/auth/token_store.py": 0.8}


def test_a_directory_of_several_segments_needs_no_slash_at_its_end() -> None:
    ground = ground_of(TEXTS)
    mentioned = by_path(ground, place_scores(ground, wording_of("Move src/views and the menu")).mentioned)
    assert mentioned == {"src/views/loading.py": 0.3}


def test_words_with_a_slash_between_them_are_no_path_that_exists() -> None:
    ground = ground_of(TEXTS)
    assert by_path(ground, place_scores(ground, wording_of("Read and/or write")).mentioned) == {}
