from cortex_cli.analysis.terms import stem
from tests.unit.analysis.ranking.grounds import wording_of


def test_a_term_of_the_subject_counts_more_than_one_of_the_body() -> None:
    wording = wording_of("Retry uploads\n\nThe socket may be closed.")
    assert wording.terms["upload"] == 1.0
    assert 0.0 < wording.terms["socket"] < 1.0
    assert "socket" not in wording.subject


def test_an_identifier_is_looked_up_whole_and_in_parts() -> None:
    terms = wording_of("Close parse_header early").terms
    assert {"parse_header", stem("parse"), stem("header")} <= terms.keys()


def test_words_that_every_request_has_count_little() -> None:
    terms = wording_of("Fix the tokenizer").terms
    assert terms[stem("fix")] < terms[stem("tokenizer")]
    assert "the" not in terms


def test_the_kind_of_a_conventional_commit_is_no_word_of_the_request_and_its_scope_is_a_place() -> None:
    wording = wording_of("fix(reactivity): track nested refs")
    assert wording.scopes == ("reactivity",)
    assert "fix" not in wording.subject
    assert stem("reactivity") in wording.subject


def test_what_stands_before_the_colon_is_a_place() -> None:
    assert wording_of("autodoc, napoleon: keep the order of members").scopes == ("autodoc", "napoleon")
    assert wording_of("fix: keep the order of members").scopes == ()
    assert wording_of("Keep the order of members").scopes == ()


def test_neighbouring_words_are_also_looked_up_as_one_identifier() -> None:
    joined = wording_of("Close the http client").joined
    assert {"http_client", "httpclient"} <= joined.keys()


def test_words_are_not_joined_across_lines() -> None:
    assert "client_server" not in wording_of("Close the client\nserver errors").joined


def test_a_qualified_name_is_looked_up_by_its_parts() -> None:
    assert wording_of("Make `Session.login` idempotent").names[:2] == ("Session", "login")


def test_a_quoted_string_of_several_words_is_kept_together() -> None:
    quotes = wording_of('The message "connection was refused" is wrong').quotes
    assert quotes == ((stem("connection"), stem("refused")),)


def test_a_long_request_is_cut_where_it_says_least() -> None:
    wording = wording_of(
        "Repair the tokenizer\n\n" + " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(400))
    )
    assert len(wording.terms) <= 120
    assert stem("tokenizer") in wording.terms
