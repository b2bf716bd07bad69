from cortex_cli.analysis.ranking.fields import field_scores
from cortex_cli.analysis.ranking.naming import name_scores
from cortex_cli.analysis.ranking.places import place_scores
from tests.unit.analysis.ranking.grounds import best, by_path, ground_of, wording_of

DEFINES = "class Session:\n    def login(self):\n        pass\n"
USES = "def run(session):\n    session.login()\n    open_session(session)\n"


def test_a_name_written_as_code_votes_for_the_file_that_defines_it() -> None:
    ground = ground_of({"auth.py": DEFINES, "main.py": USES})
    scores = name_scores(ground, wording_of("Make `Session.login` idempotent"))
    assert set(by_path(ground, scores.defined)) == {"auth.py"}
    matched = scores.matched[ground.number["auth.py"]]
    assert [each.qualified for each in matched] == ["Session", "Session.login"]


def test_a_name_that_many_files_define_votes_less_for_each() -> None:
    one = ground_of({"a.py": "def run_all():\n    pass\n", "b.py": "value = 1\n"})
    two = ground_of({"a.py": "def run_all():\n    pass\n", "b.py": "def run_all():\n    return 1\n"})
    wording = wording_of("Speed up run_all")
    assert by_path(one, name_scores(one, wording).defined)["a.py"] == 1.0
    assert by_path(two, name_scores(two, wording).defined)["a.py"] == 0.5


def test_a_plain_word_that_is_a_whole_name_is_told_apart_from_code() -> None:
    ground = ground_of({"auth.py": DEFINES, "main.py": USES})
    scores = name_scores(ground, wording_of("The login must be idempotent"))
    assert by_path(ground, scores.defined) == {}
    assert set(by_path(ground, scores.worded)) == {"auth.py"}


def test_files_that_use_a_named_identifier_are_found() -> None:
    ground = ground_of({"auth.py": DEFINES, "main.py": USES, "other.py": "value = 1\n"})
    assert set(by_path(ground, name_scores(ground, wording_of("Drop open_session")).used)) == {"main.py"}


def test_two_words_meet_the_identifier_that_joins_them() -> None:
    ground = ground_of({"a.py": "client = HttpClient()\n", "b.py": "http = client = 1\n"})
    assert set(by_path(ground, name_scores(ground, wording_of("Close the http client")).joined)) == {"a.py"}


def test_a_quoted_message_is_found_where_its_words_stand_together() -> None:
    texts = {
        "a.py": 'raise Error("connection refused by peer")\n',
        "b.py": "connection = refused = 1\n",
        "c.py": "peer = 1\n",
    }
    ground = ground_of(texts)
    wording = wording_of('The error "connection refused by peer" is wrong')
    assert best(ground, name_scores(ground, wording).quoted) == "a.py"


def test_defined_names_that_hold_the_words_count() -> None:
    ground = ground_of({"a.py": "def parse_header():\n    pass\n", "b.py": "def run():\n    parse, header\n"})
    assert set(by_path(ground, name_scores(ground, wording_of("parse the header")).symbols)) == {"a.py"}


def test_a_word_in_the_name_and_the_path_saturates_once() -> None:
    texts = {"token.py": "def token():\n    pass\n", "use.py": "token = token + token\n", "other.py": "value = 1\n"}
    ground = ground_of(texts)
    wording = wording_of("token")
    scores = by_path(ground, field_scores(ground, wording.terms, place_scores(ground, wording).words))
    assert scores["token.py"] > scores["use.py"] > 0.0
    assert "other.py" not in scores
