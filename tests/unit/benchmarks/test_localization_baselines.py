"""The baselines are what their names say; a weak one would flatter Cortex."""

from __future__ import annotations

import pytest

from benchmarks.localization.baselines import BASELINES, best_first, bm25, grep_count, symbols_and_paths, whole_files
from benchmarks.localization.behaviour import behaviour_differs
from benchmarks.localization.sources import is_source, is_test
from benchmarks.localization.texts import terms, words_of

DOCUMENTS = {
    path: words_of(text)
    for path, text in {
        "shop/cart.py": "class Cart:\n    def total(self):\n        return sum(self.prices)\n",
        "shop/prices.py": "def net_price(item):\n    # the cart asks for this; the cart, not the till\n    return item.net\n",
        "shop/till.py": "import cart\n\n\ndef ring():\n    pass\n",
        "shop/empty.py": "",
    }.items()
}


def test_identifiers_are_split_and_kept_whole() -> None:
    assert terms("parseHTTPHeader of net_price") == [
        "parse",
        "http",
        "header",
        "parsehttpheader",
        "of",
        "net",
        "price",
        "net_price",
    ]


def test_rare_words_and_short_texts_count_for_more() -> None:
    assert best_first(whole_files("How does the cart ring?", DOCUMENTS)) == [
        "shop/till.py",
        "shop/prices.py",
        "shop/cart.py",
    ]


def test_symbols_and_paths_are_blind_to_the_rest_of_a_text() -> None:
    assert best_first(symbols_and_paths("cart of the till", DOCUMENTS)) == ["shop/cart.py", "shop/till.py"]


def test_grep_counts_distinct_words_before_repetitions() -> None:
    assert best_first(grep_count("cart ring", DOCUMENTS)) == ["shop/till.py", "shop/prices.py", "shop/cart.py"]


@pytest.mark.parametrize("name", BASELINES)
def test_no_baseline_names_a_file_without_any_word_of_the_request(name: str) -> None:
    assert best_first(BASELINES[name]("quaternion", DOCUMENTS)) == []


def test_bm25_is_the_textbook_formula() -> None:
    documents = {"a": words_of("cart cart till").content, "b": words_of("till").content}
    # idf = ln(1 + 1.5 / 1.5); tf = 2 x 3 / (2 + 2 x (0.3 + 0.7 x 3 / 2))
    assert bm25("cart", documents) == {"a": pytest.approx(0.6931471806 * 6 / 4.7), "b": 0}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("export async function loadUser() {}", "loaduser"),
        ("func (s *Server) Serve(l net.Listener) error {", "serve"),
        ("pub(crate) fn poll_ready(&mut self) {}", "poll_ready"),
        ("static int jv_get(jv t, int k) {\n", "jv_get"),
        ("static jv *jv_copy(jv j)\n{", "jv_copy"),
        ("  async getUri(config) {\n", "geturi"),
        ("#define MAX_DEPTH 3\n", "max_depth"),
        ("const dispatchRequest = 1", "dispatchrequest"),
    ],
)
def test_definitions_of_every_language_of_the_cases_are_seen(text: str, name: str) -> None:
    assert name in words_of(text).names


@pytest.mark.parametrize(
    ("path", "source", "test"),
    [
        ("shop/cart.py", True, False),
        ("shop/test_cart.py", False, True),
        ("tests/cart.py", False, True),
        ("src/cart.spec.ts", False, True),
        ("docs/conf.py", False, False),
        ("vendor/cart.go", False, False),
        ("api/cart.pb.go", False, False),
        ("setup.py", False, False),
        ("README.md", False, False),
    ],
)
def test_only_source_files_that_somebody_writes_can_be_right(path: str, source: bool, test: bool) -> None:
    assert (is_source(path), is_test(path)) == (source, test)


@pytest.mark.parametrize(
    ("path", "before", "after", "differs"),
    [
        ("a.py", "def f():\n    return 1\n", 'def f():\n    """One."""\n    return  1  # one\n', False),
        ("a.py", "def f():\n    return 1\n", "def f():\n    return 2\n", True),
        ("a.py", "print 1 # one\n", "print 1\n", False),
        ("a.go", "func f() { return }\n", "// f is\nfunc f() {\n\treturn /* now */\n}\n", False),
        ("a.go", "func f() { return }\n", "func f() { g() }\n", True),
    ],
)
def test_comments_and_layout_are_no_change_of_behaviour(path: str, before: str, after: str, differs: bool) -> None:
    assert behaviour_differs(path, before, after) is differs
