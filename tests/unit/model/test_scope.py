"""The scope language, sentence by sentence: what matches."""

from __future__ import annotations

import dataclasses
import pickle
import unicodedata
from random import Random

import pytest
from pydantic import TypeAdapter, ValidationError

from cortex_cli.model.errors import ScopeError
from cortex_cli.model.scope import Scope, covers
from tests.unit.model import oracle


@pytest.mark.parametrize(
    ("pattern", "inside", "outside"),
    [
        ("src", ["src", "src/a", "src/a/b"], ["srcs", "src.py", "a/src"]),
        ("src/a.py", ["src/a.py", "src/a.py/x"], ["src", "src/a-py", "src/A.py"]),
        ("src/", ["src/a", "src/a/b"], ["src", "srcs/a"]),
        (r"app/\[id\]/page.tsx", ["app/[id]/page.tsx", "app/[id]/page.tsx/x"], ["app/i/page.tsx", "app/d/page.tsx"]),
        (r"a\*b", ["a*b", "a*b/c"], ["axb", r"a\*b"]),
        (r"s\rc", ["src/x"], ["s/rc"]),
        ("src/*.py", ["src/a.py", "src/.py"], ["src/a/b.py", "src/a.py/x", "a.py", "src/a.pyc"]),
        ("*", ["a", ".a"], ["a/b"]),
        ("src/*", ["src/a"], ["src", "src/a/b"]),
        ("a?c", ["abc", "aéc", "a\udcffc"], ["ac", "abbc", "a/c"]),
        ("?", ["€", "𝄞"], ["ab"]),
        ("src/**", ["src/a", "src/a/b/c"], ["src", "srcs/a"]),
        ("**/x", ["x", "a/x", "a/b/x"], ["xx", "x/a", "a/xx"]),
        ("a/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab", "a/b/c", "a/xb"]),
        ("**", ["a", "a/b/c"], []),
        ("**/**", ["a", "a/b"], []),
        ("a/**/**/b", ["a/b", "a/x/b"], ["a"]),
        ("**/a/**", ["a/b", "x/a/b/c"], ["a", "x/a", "b/c"]),
        ("**/test_*/**/*.py", ["test_a/b.py", "x/test_a/y/z.py"], ["test_a.py", "x/b.py"]),
        ("src/*/", [], ["src", "src/a", "src/a/b"]),
        ("src/**/", [], ["src/a", "src/a/b"]),
        ("[ab]", ["a", "b"], ["c", "ab", "["]),
        ("[!ab]", ["c", "é"], ["a", "b"]),
        ("[^ab]", ["c", "!"], ["a", "^/x"]),
        ("x[!a]y", ["xby"], ["x/y", "xay"]),
        ("[a-c]x", ["ax", "bx", "cx"], ["dx", "-x"]),
        ("[a-]", ["a", "-"], ["b"]),
        ("[-a]", ["a", "-"], ["b"]),
        ("[a-c-e]", ["b", "-", "e"], ["d"]),
        ("[z-a]", ["z"], ["a", "m", "-"]),
        ("[]a]", ["]", "a"], ["b"]),
        ("[!]a]", ["b"], ["]", "a"]),
        (r"[\]a]", ["]", "a"], ["\\"]),
        (r"[a\-z]", ["a", "-", "z"], ["b"]),
        (r"[\a-c]", ["b"], ["\\"]),
        ("[[]", ["["], ["a"]),
        ("[[:digit:]]", ["0", "9"], ["a", "٣", ":"]),
        ("[![:alpha:]]", ["1", "é"], ["a", "Z"]),
        ("[[:alpha:]_]x", ["ax", "_x"], ["1x"]),
        ("[[:space:]]", [" ", "\t", "\n"], ["\v", "\f", "s"]),
        ("[[:a]", ["[", ":", "a"], ["b"]),
        ("a[/b]c", ["abc"], ["a/c", "ac"]),
        ("a[b/c]d", ["abd", "acd"], ["a/d"]),
        ("[a-ÿ]", ["é", "z"], ["€", "A"]),
    ],
)
def test_the_language(pattern: str, inside: list[str], outside: list[str]) -> None:
    scope = Scope(touch=[pattern])
    assert [path for path in inside if not scope.matches(path)] == []
    assert [path for path in outside if scope.matches(path)] == []


@pytest.mark.parametrize("seed", range(3))
def test_membership_agrees_with_an_independent_matcher(seed: int) -> None:
    random = Random(seed)
    for pattern in {oracle.random_pattern(random) for _ in range(40)}:
        wrong = [path for path in oracle.UNIVERSE if covers([pattern], path) != oracle.matches(pattern, path)]
        assert not wrong, pattern


def test_a_scope_is_touch_without_forbid_and_read_is_only_advice() -> None:
    scope = Scope(touch=["src/**"], read=["docs/**"], forbid=["src/gen/", "**/*.lock"])
    assert scope.matches("src/a.py")
    assert not scope.matches("src/gen/a.py")
    assert not scope.matches("src/uv.lock")
    assert not scope.matches("docs/a.md")


def test_touch_left_out_is_everything_not_forbidden_and_an_empty_touch_is_nothing() -> None:
    assert Scope(forbid=["a"]).matches("b/c")
    assert not Scope(forbid=["a"]).matches("a/c")
    assert not Scope(touch=[]).matches("a")


@pytest.mark.parametrize("path", [".git", ".git/config", "sub/.git/hooks/x", ".GIT/config", "a/.Git"])
def test_nothing_in_a_git_directory_ever_matches(path: str) -> None:
    assert not Scope().matches(path)
    assert not covers(["**", "*", "sub"], path)


@pytest.mark.parametrize("path", ["", "/", "/a", "a/", "a//b", "./a", "a/.", "a/..", "..", "../a"])
def test_what_is_no_path_of_a_repository_never_matches(path: str) -> None:
    assert not Scope().matches(path)


@pytest.mark.parametrize("path", [".gitignore", "a.git/x", "...", "a/.github/x", "a/..b"])
def test_names_that_only_look_special_match(path: str) -> None:
    assert Scope().matches(path)


def test_composed_and_decomposed_spellings_are_the_same_path() -> None:
    composed, decomposed = "caf\u00e9/x", unicodedata.normalize("NFD", "caf\u00e9/x")
    for pattern in (composed, decomposed, "caf?/*", "caf[\u00e9]/x", "cafe\\\u0301/x"):
        assert Scope(touch=[pattern]).matches(composed)
        assert Scope(touch=[pattern]).matches(decomposed)
    assert not Scope(touch=["cafe?/x"]).matches(decomposed)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("README.md", "readme.MD"),
        ("src/*.PY", "SRC/a.py"),
        ("Straße", "STRASSE/x"),
        ("\u212a*", "kelvin"),
        ("[A-C]", "b"),
        ("[a-c]", "B"),
        ("[[:upper:]]", "a"),
        ("[[:lower:]]", "A"),
        ("[É]", "é"),
        ("\u03a3", "\u03c2"),
        ("\u1fb3", "\u0391\u0399"),
    ],
)
def test_case_counts_unless_it_is_folded(pattern: str, path: str) -> None:
    scope = Scope(touch=[pattern])
    assert scope.matches(path, fold_case=True)
    assert not scope.matches(path)


def test_a_negated_class_leaves_out_both_cases_when_case_is_folded() -> None:
    scope = Scope(touch=["[!a]"])
    assert scope.matches("A")
    assert not scope.matches("A", fold_case=True)
    assert scope.matches("B", fold_case=True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Foo.py", "foo.py"),
        ("caf\u00e9", "cafe\u0301"),
        ("stra\u00dfe", "STRASSE"),
        ("\ufb01le", "FILE"),
        ("\u0390", "\u1fd3"),
        ("\u0130", "i\u0307"),
    ],
)
def test_names_that_a_file_system_may_confuse_are_one_name_when_case_is_folded(a: str, b: str) -> None:
    assert Scope(touch=[a]).matches(b, fold_case=True)
    assert Scope(touch=[b]).matches(a, fold_case=True)


def test_prefixes_of_names_are_not_directories() -> None:
    assert not Scope(touch=["src/api"]).matches("src/api_secret")


def test_a_name_that_is_no_text_matches_as_code_points() -> None:
    assert Scope(touch=["data/?.bin"]).matches("data/\udcff.bin")
    assert Scope(touch=["data/\udcff.bin"]).matches("data/\udcff.bin")


def test_many_stars_do_not_take_long() -> None:
    scope = Scope(touch=["*a" * 40 + "b", "**/" * 20 + "a*/b"])
    assert not scope.matches("/".join(["a" * 200] * 100))


def test_lists_become_tuples_and_equal_scopes_are_equal() -> None:
    scope = Scope(touch=["a"], read=["b"], forbid=["c"])
    assert (scope.touch, scope.read, scope.forbid) == (("a",), ("b",), ("c",))
    assert scope.matches("a")
    assert scope == Scope(touch=("a",), read=("b",), forbid=("c",))
    assert len({scope, Scope(touch=("a",), read=("b",), forbid=("c",))}) == 1
    assert pickle.loads(pickle.dumps(scope)) == scope
    assert dataclasses.asdict(scope) == {"touch": ("a",), "read": ("b",), "forbid": ("c",)}


@pytest.mark.parametrize("name", ["touch", "read", "forbid"])
def test_every_set_is_checked_when_a_scope_is_made(name: str) -> None:
    with pytest.raises(ScopeError, match="absolute"):
        Scope(**{name: ["ok", "/etc"]})
    with pytest.raises(ScopeError, match=f"{name} has 1001 patterns"):
        Scope(**{name: ["x"] * 1001})
    with pytest.raises(ScopeError, match=f"{name} must be a list"):
        Scope(**{name: "src"})


def test_more_forbids_give_a_smaller_scope() -> None:
    scope = Scope(touch=["src"], forbid=["src/a"])
    smaller = scope.with_forbid(["src/b", "src/a"])
    assert smaller.forbid == ("src/a", "src/b")
    assert scope.matches("src/b")
    assert not smaller.matches("src/b")
    assert scope.with_forbid([]) == scope
    with pytest.raises(ScopeError):
        scope.with_forbid(["../x"])


def test_a_union_covers_what_any_of_its_patterns_covers() -> None:
    patterns = ["**/__pycache__/**", "**/*.pyc"]
    assert covers(patterns, "a/__pycache__/b")
    assert covers(patterns, "b.PYC", fold_case=True)
    assert not covers(patterns, "b.PYC")
    assert not covers([], "a")
    with pytest.raises(ScopeError):
        covers(["/a"], "a")


def test_a_validator_collects_a_scope_error_with_its_place() -> None:
    with pytest.raises(ValidationError, match="'/a' is absolute"):
        TypeAdapter(Scope).validate_python({"touch": ["/a"]})
    with pytest.raises(ValidationError, match="nope"):
        TypeAdapter(Scope).validate_python({"nope": []})
    assert TypeAdapter(Scope).validate_json('{"touch": ["a"]}') == Scope(touch=("a",))
