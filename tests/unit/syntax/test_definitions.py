"""Symbols and signatures of every language whose grammar gives parameters."""

from __future__ import annotations

import pytest

from cortex_cli.syntax.definitions import promised, qualified, standing
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.parameters import Passing, refusal, shown
from cortex_cli.syntax.standing import Presence, Standing


def stands(path: str, text: str, symbol: str) -> Standing:
    return standing(text, language_of(path), symbol)


GO = (
    "package shop\n\nfunc Login(user, password string, tags ...string) error { return nil }\n"
    "func (s *Service) Find(id int) {}\nfunc (o Other) Find(id int, deep bool) {}\nfunc Bare(int, string) {}\n"
    "type Store interface{}\n"
)
RUST = (
    "pub struct Service;\nimpl Service {\n    pub fn new(name: &str, mut size: u8) -> Self { Service }\n"
    "    fn find(&self, id: u8) {}\n    fn owned(self: Box<Self>, _: u8) {}\n}\n"
    "trait Store { fn get(&mut self, key: &str) -> u8; }\nfn login((a, b): (u8, u8), c: u8) {}\n"
)
JAVA = (
    "class Service {\n    Service(int a) {}\n    String find(final int id) { return null; }\n"
    "    String find(int id, String... more) { return null; }\n    void other() {}\n}\n"
)
SCRIPT = (
    "export function login(this: App, name: string, tag?: string, size = 1, ...rest: any[]): void {}\n"
    "export const find = async (id: number, { deep }: Options = {}) => id\nconst one = id => id\n"
    "class Service { constructor(private a: string, b?: number) {} get(key: string) {} }\n"
)


@pytest.mark.parametrize(
    ("path", "text", "symbol", "expected"),
    [
        ("a.go", GO, "Login", ["(user, password, *tags)"]),
        ("a.go", GO, "Service.Find", ["(id)"]),
        ("a.go", GO, "Other.Find", ["(id, deep)"]),
        ("a.go", GO, "Bare", ["(_, _)"]),
        ("a.rs", RUST, "Service.new", ["(name, size)"]),
        ("a.rs", RUST, "Service.find", ["(id)"]),
        ("a.rs", RUST, "owned", ["(_)"]),
        ("a.rs", RUST, "Store.get", ["(key)"]),
        ("a.rs", RUST, "login", ["(_, c)"]),
        ("A.java", JAVA, "Service.find", ["(id)", "(id, *more)"]),
        ("A.java", JAVA, "Service", ["(a)", "(a)"]),
        ("a.ts", SCRIPT, "login", ["(name, tag=…, size=…, *rest)"]),
        ("a.ts", SCRIPT, "find", ["(id, _=…)"]),
        ("a.ts", SCRIPT, "one", ["(id)"]),
        ("a.ts", SCRIPT, "Service", ["(a, b=…)"]),
        ("a.tsx", SCRIPT, "Service.get", ["(key)"]),
        ("a.js", "function f(a, b = 1, ...c) {}", "f", ["(a=…, b=…, *c)"]),
        ("a.py", "def f(a, *, b): ...", "f", ["(a, *, b)"]),
    ],
)
def test_parameters_come_out_of_definitions(path: str, text: str, symbol: str, expected: list[str]) -> None:
    found = stands(path, text, symbol)
    assert found.presence is Presence.THERE
    assert [shown(each) for each in found.called] == expected


def test_other_languages_pass_nothing_by_name() -> None:
    for path, text, symbol in (("a.go", GO, "Login"), ("a.rs", RUST, "login"), ("a.ts", SCRIPT, "login")):
        kinds = {each.passing for each in stands(path, text, symbol).called[0]}
        assert kinds <= {Passing.POSITION, Passing.REST}


@pytest.mark.parametrize(
    ("path", "text", "symbol"),
    [
        ("a.ts", "function f(a: string): void;\nfunction f(a: any, b?: any) {}", "f"),
        ("a.ts", "class C { f(a: string): void; f(a: any, b?: any) {} }", "C.f"),
        ("a.ts", "const f: Handler = (a) => a", "f"),
        ("a.ts", "const f = wrap((a) => a)", "f"),
        ("a.ts", "class C { get f() { return 1 } }", "C.f"),
        ("a.ts", "class C extends B {}", "C"),
        ("a.ts", "class C { constructor(a: string); constructor(a: any) {} }", "C"),
        ("a.js", "function f(a) { return arguments.length }", "f"),
        ("a.rs", "#[cfg(unix)]\nfn f(a: u8) {}\n#[cfg(windows)]\nfn f(a: u8, b: u8) {}", "f"),
        ("A.java", "class C extends B { void f(int a) {} }", "C.f"),
        ("A.java", "record R(int a) {}", "R"),
        ("a.kt", "fun f(a: Int) {}", "f"),
        ("a.rb", "def f(a)\nend", "f"),
    ],
)
def test_a_definition_that_does_not_say_how_it_is_called_is_only_there(path: str, text: str, symbol: str) -> None:
    found = stands(path, text, symbol)
    assert (found.presence, found.called) == (Presence.THERE, ())


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.go", GO),
        ("a.rs", RUST),
        ("A.java", JAVA),
        ("a.ts", SCRIPT),
        ("a.kt", "fun f(a: Int) {}"),
        ("a.rb", "def f(a)\nend"),
        ("a.c", "int f(int a) { return 0; }"),
        ("a.php", "<?php function f($a) {}"),
        ("a.sh", "f() { echo; }"),
        ("a.ts", "// missing\nconst text = 'missing'"),
        ("a.rs", "#[derive(Debug, Clone)]\n#[allow(dead_code)]\nstruct S;"),
    ],
)
def test_a_name_that_stands_nowhere_in_the_code_is_gone(path: str, text: str) -> None:
    assert stands(path, text, "missing").presence is Presence.GONE


@pytest.mark.parametrize(
    ("path", "text", "presence"),
    [
        ("a.ts", "class C { other() {} }", Presence.GONE),
        ("a.ts", "class Other {}", Presence.GONE),
        ("a.go", "package p\ntype Other struct{}", Presence.GONE),
        ("a.ts", "class C extends B {}", Presence.UNKNOWN),
        ("a.js", "class C {}\nObject.assign(C, all)", Presence.UNKNOWN),
        ("a.go", "package p\ntype C struct{ B }", Presence.UNKNOWN),
        ("a.rs", "struct C;\nimpl T for C {}", Presence.UNKNOWN),
    ],
)
def test_a_method_is_gone_only_where_its_type_cannot_inherit_it(path: str, text: str, presence: Presence) -> None:
    assert stands(path, text, "C.missing").presence is presence


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.ts", 'export * from "./other"'),
        ("a.js", "module.exports = all"),
        ("a.ts", "declare function missing(a: string): void"),
        ("a.ts", 'export { missing } from "./other"'),
        ("a.rs", "lazy! { x }"),
        ("a.rs", "#[derive_builder]\nstruct S;"),
        ("a.rs", "#[derive(Debug, Builder)]\nstruct S;"),
        ("a.rs", 'include!("made.rs");'),
        ("A.java", "@Data class C {}"),
        ("A.java", "class C extends B {}"),
        ("a.c", '#include "made.h"'),
        ("a.rb", "class C\n  include M\nend"),
        ("a.sh", ". ./lib.sh"),
        ("a.go", "package p\nvar x = missing()"),
        ("a.go", "package p\nfunc broken( {"),
        ("a.txt", "nothing"),
        ("noextension", "nothing"),
    ],
)
def test_a_name_that_may_be_made_elsewhere_is_not_gone(path: str, text: str) -> None:
    assert stands(path, text, "missing").presence is Presence.UNKNOWN


@pytest.mark.parametrize(
    ("path", "signature", "symbol", "expected"),
    [
        ("a.py", "def login(self, user: str, *, remember: bool = False) -> Token", "S.login", "(user, *, remember=…)"),
        ("a.py", "def __init__(self, user)", "Service", "(user)"),
        ("a.py", "login(user, password)", "login", "(user, password)"),
        ("a.py", "Token(user, expires=None)", "Token", "(user, expires=…)"),
        ("a.py", "def login(self, user)", "login", "(self, user)"),
        ("a.ts", "function f(a, b?: string): void", "f", "(a, b=…)"),
        ("a.ts", "export async function f(a: string): Promise<void>;", "f", "(a)"),
        ("a.ts", "const f = (a: string) => void", "f", "(a)"),
        ("a.ts", "async login(user: string): Promise<void>", "S.login", "(user)"),
        ("a.tsx", "f(a, b)", "f", "(a, b)"),
        ("a.js", "f(a, b)", "f", "(a=…, b=…)"),
        ("a.go", "func Login(user string, tags ...int) error", "Login", "(user, *tags)"),
        ("a.go", "Login(user string) error", "Login", "(user)"),
        ("a.go", "func (s *Service) Login(user string) (int, error)", "Service.Login", "(user)"),
        ("a.rs", "pub fn login(&self, user: &str) -> Result<(), Error>", "S.login", "(user)"),
        ("a.rs", "login(user: &str)", "login", "(user)"),
        ("A.java", "public String find(int id) throws NotFound", "S.find", "(id)"),
        ("A.java", "find(int id)", "S.find", "(id)"),
    ],
)
def test_a_signature_written_by_hand_has_parameters(path: str, signature: str, symbol: str, expected: str) -> None:
    found = promised(signature, language_of(path), symbol)
    assert found is not None
    assert shown(found) == expected


@pytest.mark.parametrize(
    ("path", "signature"),
    [
        ("a.py", "class Token(Base)"),
        ("a.py", "LIMIT: int"),
        ("a.ts", "interface Shape"),
        ("a.go", "type User struct"),
        ("a.go", "as described in the wiki"),
        ("a.kt", "fun f(a: Int)"),
        ("a.ts", "f(\ud800)("),
        ("a.py", "\ud800"),
        ("a.md", "f(a)"),
        ("noextension", "f(a)"),
    ],
)
def test_what_has_no_parameters_promises_none(path: str, signature: str) -> None:
    assert promised(signature, language_of(path), "f") is None


@pytest.mark.parametrize(
    ("path", "signature", "text", "is_kept"),
    [
        ("a.ts", "f(a: string)", "export function f(a: string, b?: number) {}", True),
        ("a.ts", "f(a: string)", "export function f(a: string, b: number) {}", False),
        ("a.ts", "f(a: string, b: number)", "export function f(a: string) {}", False),
        ("a.js", "f(a)", "export function f(a, b) {}", True),
        ("a.js", "f(a, b)", "export function f(a) {}", False),
        ("a.go", "func f(a int, more ...int)", "package p\nfunc f(a int, more ...int) {}", True),
        ("a.go", "func f(a int)", "package p\nfunc f(a, b int) {}", False),
        ("a.rs", "fn f(a: u8)", "fn f(renamed: u8) {}", True),
        ("a.rs", "fn f(a: u8)", "fn f() {}", False),
    ],
)
def test_a_promise_is_held_to_the_rules_of_its_language(path: str, signature: str, text: str, is_kept: bool) -> None:
    promise = promised(signature, language_of(path), "f")
    assert promise is not None
    assert (refusal(promise, stands(path, text, "f").called[0]) is None) is is_kept


def test_only_python_has_bare_names_of_methods_completed() -> None:
    assert qualified("class C:\n    def f(self): ...", language_of("a.py"), "f") == "C.f"
    assert qualified("class C { f() {} }", language_of("a.ts"), "f") == "f"
    assert qualified("", None, "f") == "f"
