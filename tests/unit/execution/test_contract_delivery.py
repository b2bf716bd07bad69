"""Whether a contract's file has what it should, and how it is said where not."""

from __future__ import annotations

import pytest

from cortex_cli.execution.contract_scene import Scene
from cortex_cli.syntax.symbol_uses import SourceTree
from tests.unit.execution.trees import broken, contract, due, only, scene

SIGNATURE = "def login(name: str, *, remember: bool = False) -> str"
AGREED = contract(signature=SIGNATURE)
FOUND = contract(signature=SIGNATURE, agreed=False)


def shop(login: str) -> dict[str, str]:
    return {"shop/__init__.py": "", "shop/login.py": login}


@pytest.mark.parametrize(
    "text",
    [
        "def login(name, *, remember=False): ...",
        "def login(name, remember=False, more=None): ...",
        "async def login(name, **options): ...",
        "login = make()",
        "from .other import login",
        "from .other import *",
        "@wrapped\ndef login(): ...",
        "def __getattr__(name): ...",
    ],
)
def test_what_was_agreed_may_be_delivered_in_many_ways(text: str) -> None:
    assert broken(due(AGREED), scene(shop(text))) == []


def test_a_symbol_that_is_not_there_is_missing() -> None:
    found = only(due(AGREED), scene(shop("def logout(): ...")))
    assert (found.objective, found.part, found.path, found.line) == ("maker", "provides it", "shop/login.py", None)
    assert (found.expected, found.found) == (SIGNATURE, "nothing called login")
    assert found.words() == (
        "contract C1 is broken by maker, which provides it: shop/login.py: "
        f"expected {SIGNATURE}, found nothing called login; to mend it, deliver it there"
    )


def test_a_file_that_is_not_there_is_missing() -> None:
    assert only(due(AGREED), scene({})).found == "shop/login.py is not there"


def test_a_definition_that_refuses_what_was_agreed_is_shown_with_its_line_and_such_a_call() -> None:
    found = only(due(AGREED), scene(shop("\n\ndef login(name): ...")))
    assert found.line == 3
    assert found.found == "login(name), which refuses login(name=…, remember=…): it has no parameter remember"


def test_a_constructor_is_agreed_by_the_name_of_its_class() -> None:
    promise = contract(symbol="Token", signature="Token(name, expires=None)")
    good = "class Token:\n    def __init__(self, name, expires=None): ...\n"
    assert broken(due(promise), scene(shop(good))) == []
    assert "it has no parameter expires" in only(due(promise), scene(shop(good.replace(", expires=None", "")))).found


def test_a_method_may_be_agreed_with_and_without_its_class() -> None:
    text = "class Service:\n    def login(self, name): ...\n"
    for symbol in ("Service.login", "login"):
        promise = contract(symbol=symbol, signature="def login(self, name)")
        assert broken(due(promise), scene(shop(text))) == []
        assert "it needs place" in only(due(promise), scene(shop(text.replace("name", "name, place")))).found


def test_one_of_several_overloads_is_enough() -> None:
    promise = contract("Shop.java", "find", signature="String find(int id)")
    text = "class Shop { String find(String name) { return null; } String find(int id, int deep) { return null; } }"
    assert broken(due(promise), scene({"Shop.java": text})) == []
    only_deep = "class Shop { String find(int id, int deep) { return null; } }"
    assert "which refuses find(…): it needs deep" in only(due(promise), scene({"Shop.java": only_deep})).found


def test_a_signature_that_nobody_can_read_asks_only_for_the_name() -> None:
    promise = contract(signature="as in the design")
    assert broken(due(promise), scene(shop("def login(): ..."))) == []
    assert only(due(promise), scene(shop(""))).expected == "as in the design"


def test_what_was_only_found_may_go() -> None:
    assert broken(due(FOUND), scene(shop(""))) == []
    assert broken(due(FOUND), scene(shop("def login(): ..."))) == []
    assert broken(due(FOUND), scene({})) == []
    assert broken(due(FOUND), scene(shop("def login("))) == []


def test_who_changed_the_file_in_this_wave_broke_it_whoever_provides_it() -> None:
    found = only(due(AGREED), scene(shop(""), login="stranger"))
    assert (found.objective, found.part) == ("stranger", "changed its file")


def test_text_that_does_not_parse_delivers_nothing() -> None:
    found = only(due(AGREED), scene(shop("x = 1\ndef login(:\n"), base={}))
    assert (found.line, found.expected, found.found) == (2, "a file that can be read", "text that is not Python")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.kt", "fun broken( {"),
        ("a.cpp", "MACRO(x) int f( {"),
        ("a.txt", "anything"),
    ],
)
def test_a_language_whose_parser_may_be_wrong_is_not_judged_by_it(path: str, text: str) -> None:
    assert broken(due(contract(path, "f")), scene({path: text}, base={})) == []


def test_a_file_that_did_not_parse_before_is_no_news() -> None:
    text = "print 'python 2'\ndef login(name): ...\n"
    assert broken(due(AGREED), scene(shop(text), base=shop(text))) == []


def test_a_file_that_is_no_text_is_passed_over() -> None:
    where = scene(shop(""))
    assert broken(due(contract("data.bin", "login")), scene({"data.bin": ""})) == []
    assert where.now.texts.get("shop/absent.py") is None


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", "{}"),
        ("a.yaml", "a: 1"),
        ("a.toml", "a = 1"),
        ("a.py", "x = 1"),
        ("a.sql", "anything"),
        ("Makefile", ""),
    ],
)
def test_a_file_contract_asks_for_a_file_that_can_be_read(path: str, text: str) -> None:
    promise = contract(path, None)
    assert broken(due(promise), scene({path: text})) == []
    assert only(due(promise), scene({})).found == f"{path} is not there"


@pytest.mark.parametrize(
    ("path", "text", "line", "found"),
    [
        ("a.json", '{\n"a": }', 2, "Expecting value"),
        ("a.yaml", "a: [1\nb: 2\n", 2, "did not find expected ',' or ']'"),
        ("a.toml", "a = 1\nb = \n", 2, "Invalid value (at line 2, column 5)"),
        ("a.go", "package p\nfunc (", 2, "text that is not Go"),
    ],
)
def test_a_schema_file_that_cannot_be_read_is_shown_with_its_line(path: str, text: str, line: int, found: str) -> None:
    for agreed in (True, False):
        violation = only(due(contract(path, None, agreed=agreed)), scene({path: text}, base={}))
        assert (violation.line, violation.found) == (line, found)
    assert broken(due(contract(path, None)), scene({path: text}, base={path: text})) == []


def test_a_found_file_may_go() -> None:
    assert broken(due(contract("a.json", None, agreed=False)), scene({})) == []


FIXED = shop("def login(name, remember=False): raise NotImplementedError")


@pytest.mark.parametrize("text", ["def login(name, remember=False, more=1): ...", "def login(*args, **named): ..."])
def test_what_wave_0_fixed_may_be_filled_in(text: str) -> None:
    assert broken(due(FOUND, is_fixed=True), scene(shop(text), fixed=FIXED)) == []


def test_what_wave_0_fixed_must_take_the_same_calls_later() -> None:
    found = only(due(FOUND, is_fixed=True), scene(shop("def login(name): ..."), fixed=FIXED, login="maker"))
    assert found.expected == "login(name, remember=…) as wave 0 fixed it"
    assert found.found.startswith("login(name), which refuses login(name=…, remember=…)")
    assert only(due(FOUND, is_fixed=True), scene(shop(""), fixed=FIXED)).found == "nothing called login"
    assert only(due(FOUND, is_fixed=True), scene({}, fixed=FIXED)).found == "shop/login.py is not there"


def test_a_symbol_that_is_agreed_and_fixed_is_missing_once() -> None:
    assert only(due(AGREED, is_fixed=True), scene(shop(""), fixed=FIXED)).expected == SIGNATURE


def test_what_wave_0_left_open_stays_open() -> None:
    assert broken(due(FOUND, is_fixed=True), scene(shop("def login(): ..."), fixed=shop("login = stub"))) == []
    assert broken(due(FOUND, is_fixed=True), scene(shop(""), fixed=shop(""))) == []
    assert broken(due(FOUND, is_fixed=False), scene(shop(""), fixed=FIXED)) == []


def test_before_the_provider_it_is_the_fixer_that_has_to_deliver() -> None:
    found = only(due(AGREED, deliverer="first"), scene(shop("")))
    assert (found.objective, found.part) == ("first", "fixes it")


def test_a_file_whose_text_is_not_known_is_taken_as_delivered() -> None:
    """It is there, but too large or no text: nothing that it lacks could be proven."""
    unread = SourceTree(frozenset({"shop/login.py"}), {})
    assert broken(due(AGREED), Scene(unread, unread, unread, {"shop/login.py": "maker"}, None)) == []
