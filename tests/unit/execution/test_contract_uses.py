"""Whether uses fit what they use, and who is to blame where they do not."""

from __future__ import annotations

import pytest

from tests.unit.execution.trees import broken, contract, due, only, scene

OLD = "def login(name, remember=False): ...\n"
NEW = "def login(name): ...\n"
CALLS_OLD = "from shop.login import login\n\nlogin('Ada', remember=True)\n"
CALLS_NEW = "from shop.login import login\n\nlogin('Ada')\n"
FOUND = contract(agreed=False)
USED = due(FOUND, "shop/cart.py")


def shop(login: str | None, cart: str, **others: str) -> dict[str, str]:
    files = {"shop/__init__.py": "", "shop/cart.py": cart, **{f"shop/{name}.py": text for name, text in others.items()}}
    return files if login is None else {**files, "shop/login.py": login}


def test_uses_that_fit_are_no_violation() -> None:
    assert broken(USED, scene(shop(OLD, CALLS_OLD))) == []
    assert broken(USED, scene(shop(NEW, CALLS_NEW), base=shop(OLD, CALLS_OLD), login="maker", cart="user")) == []
    assert broken(USED, scene(shop(NEW.replace("name", "name, *, more=1"), CALLS_NEW), login="maker")) == []


def test_a_provider_that_drops_a_parameter_breaks_the_use() -> None:
    found = only(USED, scene(shop(NEW, CALLS_OLD), base=shop(OLD, CALLS_OLD), login="maker", cart="user"))
    assert found.words() == (
        "contract C1 is broken by maker, which provides it: shop/cart.py:3: expected a call that fits "
        "login(name) of shop/login.py:1, found login(…, remember=…): it has no parameter remember; "
        "to mend it, keep what user uses there"
    )


def test_a_consumer_that_calls_what_was_never_there_breaks_it() -> None:
    found = only(USED, scene(shop(NEW, CALLS_OLD), base=shop(NEW, ""), login="maker", cart="user"))
    assert (found.objective, found.part) == ("user", "uses it")
    assert found.mend == "let the use follow the definition"


@pytest.mark.parametrize(
    ("changed", "culprit", "part"),
    [
        ({"login": "maker"}, "maker", "provides it"),
        ({"cart": "user"}, "user", "uses it"),
        ({"login": "maker", "cart": "user"}, "maker", "provides it"),
        ({"login": "stranger"}, "stranger", "changed its file"),
        ({"login": "both", "cart": "both"}, "both", "changed its file"),
        ({}, "user", "uses it"),
    ],
)
def test_who_changed_one_of_the_two_in_this_wave_is_to_blame(changed: dict[str, str], culprit: str, part: str) -> None:
    """The use fits what was there before the wave, so that the definition is to blame where both changed."""
    found = only(USED, scene(shop(NEW, CALLS_OLD), base=shop(OLD, CALLS_OLD), **changed))
    assert (found.objective, found.part) == (culprit, part)


def test_a_provider_that_keeps_what_was_agreed_is_never_to_blame() -> None:
    agreed = due(contract(signature="login(name)"), "shop/cart.py")
    found = only(agreed, scene(shop(NEW, CALLS_OLD), base=shop(OLD, CALLS_OLD), login="maker", cart="user"))
    assert found.objective == "user"


def test_without_a_signature_an_agreed_symbol_is_blamed_like_a_found_one() -> None:
    agreed = due(contract(), "shop/cart.py")
    found = only(agreed, scene(shop(NEW, CALLS_OLD), base=shop(OLD, CALLS_OLD), login="maker", cart="user"))
    assert found.objective == "maker"


def test_an_undelivered_symbol_is_told_once_and_not_again_for_each_use() -> None:
    agreed = due(contract(signature="login(name)"), "shop/cart.py")
    assert only(agreed, scene(shop("", CALLS_NEW))).found == "nothing called login"


@pytest.mark.parametrize(
    ("login", "cart", "line"),
    [
        ("", "from shop.login import login\n", 1),
        ("", "x = 1\nfrom .login import login as enter\n", 2),
        ("def other(): ...", "import shop.login\n\nshop.login.login(1)\n", 3),
        (None, "from shop.login import login\n", 1),
    ],
)
def test_a_name_that_is_gone_breaks_its_imports(login: str | None, cart: str, line: int) -> None:
    found = only(USED, scene(shop(login, cart), base=shop(OLD, cart), login="maker"))
    assert (found.path, found.line, found.found) == ("shop/cart.py", line, "nothing there has that name")


@pytest.mark.parametrize(
    ("login", "cart", "others"),
    [
        ("from .other import login", "from shop.login import login\n", {}),
        ("from .other import *", "from shop.login import login\n", {}),
        ("def __getattr__(name): ...", "from shop.login import login\n", {}),
        ("", "try:\n    from shop.login import login\nexcept ImportError:\n    login = None\n", {}),
        ("", "from shop.other import login\n", {"other": "def login(): ..."}),
        ("", "# login moved away\n", {}),
        (None, "from shop.login import login\n", {"login/__init__": "def login(): ..."}),
        ("if True:\n    def login(): ...", "from shop.login import login\nlogin(1, 2, 3)\n", {}),
        ("@wrapped\ndef login(): ...", "from shop.login import login\nlogin(1, 2, 3)\n", {}),
        ("def login(): ...", "from shop.login import login\nlogin(*everything)\n", {}),
        ("def login(:", "from shop.login import login\nlogin(1)\n", {}),
    ],
)
def test_what_parsing_does_not_prove_is_no_violation(login: str | None, cart: str, others: dict[str, str]) -> None:
    where = scene(shop(login, cart, **others), base=shop(OLD, ""), login="maker", cart="user")
    assert broken(USED, where) == []


def test_a_package_that_has_the_name_as_a_module_still_has_it() -> None:
    promise = due(contract("shop/__init__.py", agreed=False), "app.py")
    files = {"shop/__init__.py": "", "app.py": "from shop import login\n"}
    assert broken(promise, scene({**files, "shop/login.py": ""})) == []
    assert len(broken(promise, scene(files, base={**files, "shop/__init__.py": OLD}))) == 1


def test_what_failed_before_the_run_is_no_news_for_a_found_symbol() -> None:
    wrong = "from shop.login import login\n\nlogin(1, 2, 3)\n"
    was = shop(OLD, wrong)
    assert broken(USED, scene(shop(OLD, f"# seen\n{wrong}"), base=was, cart="user")) == []
    worse = only(USED, scene(shop(OLD, f"{wrong}login()\n"), base=was, cart="user"))
    assert (worse.line, worse.found) == (4, "login(): it needs name")
    agreed = due(contract(), "shop/cart.py")
    assert len(broken(agreed, scene(shop(OLD, wrong), base=was, cart="user"))) == 1


def test_each_bad_use_is_told() -> None:
    text = f"{CALLS_OLD}login()\n"
    lines = [words.partition(": ")[2][:14] for words in broken(USED, scene(shop(NEW, text), base=shop(OLD, "")))]
    assert lines == ["shop/cart.py:3", "shop/cart.py:4"]


def test_methods_are_judged_through_their_class_alone() -> None:
    promise = due(contract(symbol="Service.find", agreed=False), "shop/cart.py")
    now = "class Service:\n    def find(self, id): ...\n"
    uses = "from shop.login import Service\n\nService.find(service, 1, 2)\nservice.find(1, 2)\n"
    found = only(promise, scene(shop(now, uses), base=shop(now, "")))
    assert (found.line, found.found) == (3, "Service.find(…, …, …): it takes at most 2 arguments by position, not 3")
    assert "nothing there has that name" in broken(promise, scene(shop("", uses), base=shop(now, "")))[0]


def test_a_dataclass_that_lost_a_field_breaks_who_makes_it() -> None:
    promise = due(contract(symbol="Token", agreed=False), "shop/cart.py")
    new = "from dataclasses import dataclass\n@dataclass\nclass Token:\n    name: str\n"
    uses = "from shop.login import Token\nToken('Ada', expires=1)\n"
    assert (
        "it has no parameter expires"
        in broken(promise, scene(shop(new, uses), base=shop(f"{new}    expires: int\n", uses)))[0]
    )


SCRIPT = contract("src/login.ts", agreed=False)


@pytest.mark.parametrize(
    ("login", "app", "is_broken"),
    [
        ("export function login() {}", 'import { login } from "./login"', False),
        ("function login() {}", 'import { login } from "./login"', True),
        ("export function other() {}", 'import { login as enter } from "./login.js"', True),
        ('export * from "./other"', 'import { login } from "./login"', False),
        ("export function other() {}", 'import { login } from "login"', False),
        ("export function other() {}", 'import { other } from "./login"', False),
        ("export function login(a: string) {}", 'import { login } from "./login"; login(1, 2, 3)', False),
    ],
)
def test_named_imports_of_scripts_need_an_export(login: str, app: str, is_broken: bool) -> None:
    where = scene({"src/login.ts": login, "src/app.ts": app}, base={})
    assert bool(broken(due(SCRIPT, "src/app.ts"), where)) is is_broken


def test_other_languages_and_the_file_itself_are_no_users() -> None:
    where = scene(shop("login(1, 2, 3)\n", ""), base={})
    assert broken(due(FOUND, "shop/login.py"), where) == []
    assert (
        broken(due(contract("a.go", "Login", agreed=False), "b.go"), scene({"a.go": "package a", "b.go": "package a"}))
        == []
    )
    assert broken(due(contract("a.json", None, agreed=False), "shop/cart.py"), scene({"a.json": "{}"})) == []
