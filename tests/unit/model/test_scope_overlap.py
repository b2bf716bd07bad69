"""Overlap and inclusion of two scopes: exact, with a shortest witness, never a guess."""

from __future__ import annotations

import unicodedata
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cortex_cli.model.errors import ProofBudgetExceeded
from cortex_cli.model.scope import Scope, conflicts, covers, includes, is_literal, overlap


def touching(*patterns: str, forbid: tuple[str, ...] = ()) -> Scope:
    return Scope(touch=patterns, forbid=forbid)


@pytest.mark.parametrize(
    ("a", "b", "witness"),
    [
        ("src/**/models.py", "src/user/*", "src/user/models.py"),
        ("src", "src/user", "src/user"),
        ("src/a.py", "src/*.py", "src/a.py"),
        ("src/", "**/a", "src/a"),
        ("a*", "*b", "ab"),
        ("*.py", "test_*", "test_.py"),
        ("[a-m]*", "[m-z]*", "m"),
        ("a/**/b", "a/b", "a/b"),
        ("**/x", "x", "x"),
        ("**", "**", "a"),
        ("src/?", "src/*", "src/a"),
        (r"app/\[id\]/*", "app/*/page.tsx", "app/[id]/page.tsx"),
        ("é", "e\u0301", "é"),
    ],
)
def test_the_witness_is_a_shortest_path_of_both(a: str, b: str, witness: str) -> None:
    assert overlap(touching(a), touching(b)) == witness
    assert overlap(touching(b), touching(a)) == witness


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("src/**/models.py", "src/**/views.py"),
        ("src/api", "src/api_secret"),
        ("src/*", "src/a/*"),
        ("a/**", "a.py"),
        ("*.py", "*.pyc"),
        ("[a-m]*", "[n-z]*"),
        ("[[:upper:]]", "[[:lower:]]"),
        ("?", "??"),
        ("README", "readme"),
        ("src/*/", "src"),
        (".g[hi]t", ".[gi]it"),
        ("[.]", "*"),
        ("**/[.]git/**", "**"),
        ("*", "*/*"),
        ("e?", "?\u0301"),
    ],
)
def test_scopes_without_a_common_path_are_apart(a: str, b: str) -> None:
    assert overlap(touching(a), touching(b)) is None
    assert overlap(touching(b), touching(a)) is None


def test_forbids_are_taken_away_on_both_sides() -> None:
    everything = touching("src/**")
    assert overlap(touching("src/**", forbid=("src/a/",)), touching("src/a/*")) is None
    assert overlap(everything, touching("src/a/*", forbid=("src/a/*.py",))) == "src/a/a"
    assert overlap(touching("**", forbid=("*",)), touching("*", "a/b")) == "a/b"
    assert overlap(Scope(forbid=["[!a]*", "a*"]), Scope(forbid=["*/**"])) is None


def test_no_touch_meets_everything_but_a_scope_that_writes_nothing() -> None:
    assert overlap(Scope(), Scope(touch=["docs/x.md"])) == "docs/x.md"
    assert overlap(Scope(), Scope()) == "a"
    assert overlap(Scope(), Scope(touch=[])) is None
    assert overlap(Scope(), Scope(touch=["src/*/"])) is None
    assert overlap(Scope(), Scope(touch=["src"], forbid=["src"])) is None


def test_an_existing_file_is_the_better_witness_the_shortest_then_the_first() -> None:
    a, b = touching("src/**"), touching("**/*.py")
    existing = ["src/long/name.py", "src/b.py", "src/a.py", "docs/a.py", "src/a"]
    assert overlap(a, b, existing=existing) == "src/a.py"
    assert overlap(a, b, existing=["docs/a.py"]) == "src/.py"
    assert overlap(a, touching("docs/**"), existing=existing) is None
    assert overlap(touching("readme*"), touching("*.md"), existing=["README.md"], fold_case=True) == "README.md"


def test_folded_case_finds_what_a_file_system_would_confuse() -> None:
    assert overlap(touching("Foo.py"), touching("foo.py")) is None
    assert overlap(touching("Foo.py"), touching("foo.py"), fold_case=True) == "foo.py"
    assert overlap(touching("straße/*"), touching("STRASSE/x"), fold_case=True) == "strasse/x"
    assert overlap(touching("[A-C]x"), touching("b*"), fold_case=True) == "bx"
    assert overlap(touching("[!a]"), touching("A"), fold_case=True) is None


@pytest.mark.parametrize("existing", [(), ("a/b/x", "a/b")])
def test_a_file_of_one_where_the_other_needs_a_directory_is_an_overlap(existing: tuple[str, ...]) -> None:
    file = touching("a", forbid=("a/**",))
    assert overlap(file, touching("a/b"), existing=existing) == "a/b"
    assert overlap(touching("a/*"), file, existing=existing) in ("a/a", "a/b")
    assert overlap(file, touching("b/a")) is None
    assert overlap(file, touching("a/b", forbid=("a",))) is None


def test_a_name_without_a_slash_could_become_a_file_where_another_writes_below() -> None:
    assert overlap(touching("src", forbid=("src/a.py",)), touching("src/a.py")) == "src/a.py"
    assert overlap(touching("src/", forbid=("src/a.py",)), touching("src/a.py")) is None


def test_a_directory_or_a_forbidden_file_clashes_with_nothing() -> None:
    assert overlap(touching("a/", forbid=("a/**",)), touching("a/b")) is None
    assert overlap(touching("a", forbid=("a",)), touching("a/b")) is None


def test_wildcards_never_clash_as_file_and_directory() -> None:
    assert overlap(touching("src/*"), touching("src/a/b")) is None
    assert overlap(touching("src/**/models.py"), touching("src/**/views.py")) is None


def test_a_proof_that_takes_too_long_is_undecided_and_never_a_guess() -> None:
    hard = Scope(touch=["*[ab]" + "?" * 16])
    either = Scope(touch=["*a" + "?" * 16, "*b" + "?" * 16])
    with pytest.raises(ProofBudgetExceeded) as undecided:
        includes(either, hard, budget=15)
    assert undecided.value.mend
    assert includes(either, hard)
    with pytest.raises(ProofBudgetExceeded):
        overlap(hard, touching("*c" + "?" * 17), budget=15)


def test_patterns_too_long_to_be_compared_are_undecided_with_the_usual_budget() -> None:
    scopes = [touching("*" + f"{letter}*" * 2000) for letter in "abc"]
    with pytest.raises(ProofBudgetExceeded, match="undecided"):
        overlap(*scopes[:2])
    assert conflicts(scopes, budget=20_000) == [(0, 1, None), (0, 2, None), (1, 2, None)]


def test_an_existing_file_decides_what_the_budget_does_not() -> None:
    a, b = touching("*a*b*c?*"), touching("*x*y*z?*")
    file = "aabbccxxyyzzcz"
    with pytest.raises(ProofBudgetExceeded):
        overlap(a, b, budget=20)
    assert overlap(a, b, budget=20, existing=[file]) == file


def test_a_thousand_patterns_on_each_side_stay_within_the_default_budget() -> None:
    python = touching(*(f"src/*_{number}.py" for number in range(1000)))
    typescript = touching(*(f"src/*_{number}.ts" for number in range(1000)))
    assert overlap(python, typescript) is None
    assert overlap(python, touching("src/[a-z]*_999.py")) == "src/a_999.py"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("**", "src/*.py"),
        ("src", "src/"),
        ("src", "src/**"),
        ("src/**", "src/"),
        ("src/", "src/**"),
        ("*", "?"),
        ("[a-z]", "[b-d]"),
        ("**/b", "a/**/b"),
        ("src/*", "[.]git/x"),
    ],
)
def test_inclusion_is_of_languages_and_not_of_texts(a: str, b: str) -> None:
    assert includes(touching(a), touching(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [("src/", "src"), ("src/**", "src"), ("src/*.py", "src/a.py"), ("a/*", "a/**"), ("[b-d]", "[a-z]"), ("?", "*")],
)
def test_what_a_scope_lacks_is_found(a: str, b: str) -> None:
    assert not includes(touching(a), touching(b))


def test_inclusion_counts_unions_and_forbids() -> None:
    assert includes(touching("[a-m]", "[n-z]"), touching("[a-z]"))
    assert not includes(touching("[a-m]", "[o-z]"), touching("[a-z]"))
    assert includes(touching("src/**", forbid=("src/a/**",)), touching("src/b/*"))
    assert not includes(touching("src/**", forbid=("src/a/**",)), touching("src/a/*"))
    assert includes(touching("src/**", forbid=("x",)), touching("src/*", forbid=("src/b",)))
    assert includes(touching("a"), Scope(touch=[]))
    assert not includes(touching("a"), Scope())
    assert includes(touching("SRC"), touching("src/a"), fold_case=True)
    assert not includes(touching("SRC"), touching("src/a"))


MARKED = ("e", "a", "q", "\u0301", "\u0323", "é", "à", "ẹ")
MARKED_ATOMS = (*MARKED, "?", "?", "*", "[ae]", "[!e]", "[\u0300-\u0302]", "[é\u0301]")


def _marked_names() -> list[str]:
    names = ("".join(chars) for length in (1, 2, 3) for chars in product(MARKED, repeat=length))
    return [name for name in names if unicodedata.is_normalized("NFC", name)]


def _marked_match(atoms: list[str], name: str) -> bool:
    if not atoms:
        return not name
    first, *rest = atoms
    if first == "*":
        return any(_marked_match(rest, name[skipped:]) for skipped in range(len(name) + 1))
    members = "\u0300\u0301\u0302" if first == "[\u0300-\u0302]" else first.strip("[!]")
    hit = name[:1] not in members if first.startswith("[!") else first == "?" or name[:1] in members
    return bool(name) and hit and _marked_match(rest, name[1:])


def test_only_paths_that_are_spelled_in_nfc_count() -> None:
    """`e?` and `?` + acute share the code points e, acute: but that is spelled é, which neither matches."""
    random = Random(11)
    names = _marked_names()
    for _ in range(400):
        a, b = ([random.choice(MARKED_ATOMS) for _ in range(random.randint(1, 3))] for _ in range(2))
        texts = ["".join(atoms) for atoms in (a, b)]
        if any("**" in text or not unicodedata.is_normalized("NFC", text) for text in texts):
            continue
        witness = overlap(touching(texts[0]), touching(texts[1]))
        common = [name for name in names if _marked_match(a, name) and _marked_match(b, name)]
        if witness is None:
            assert not common, texts
        else:
            assert unicodedata.is_normalized("NFC", witness)
            assert _marked_match(a, witness), texts
            assert _marked_match(b, witness), texts
            assert len(witness) <= min(map(len, common), default=len(witness))


segments = st.lists(
    st.sampled_from(["a", "b", "é", "Σ", ".", "?", "*", "[a-c]", "[!b]", r"\*"]), min_size=1, max_size=4
)
patterns = (
    st.lists(st.one_of(st.just("**"), segments.map("".join)), min_size=1, max_size=3)
    .map("/".join)
    .filter(lambda text: not any(("**" in name and name != "**") or name in (".", "..") for name in text.split("/")))
)
scopes = st.builds(
    Scope,
    touch=st.one_of(st.none(), st.lists(patterns, max_size=3)),
    forbid=st.lists(patterns, max_size=2),
)
paths = st.lists(
    st.lists(st.sampled_from("abcxΣσé*."), min_size=1, max_size=3).map("".join), min_size=1, max_size=3
).map("/".join)
quick = settings(max_examples=60, deadline=None)


@quick
@given(scopes, scopes, st.booleans())
def test_overlap_is_symmetric_and_its_witness_is_in_both(a: Scope, b: Scope, fold: bool) -> None:
    witness = overlap(a, b, fold_case=fold)
    assert witness == overlap(b, a, fold_case=fold)
    if witness is not None:
        writers = [scope for scope in (a, b) if scope.matches(witness, fold_case=fold)]
        above = {witness[:at] for at, char in enumerate(witness) if char == "/"}
        assert len(writers) == 2 or (writers and any(_makes(scope, above, fold) for scope in (a, b)))


def _makes(scope: Scope, files: set[str], fold: bool) -> bool:
    """Whether the scope names one of `files` and may write it."""
    named = [pattern for pattern in scope.touch or () if is_literal(pattern)]
    return any(
        covers([name], path, fold_case=fold) and scope.matches(path, fold_case=fold) for name in named for path in files
    )


@quick
@given(scopes, scopes, st.lists(paths, max_size=12), st.booleans())
def test_an_existing_path_of_both_is_the_witness_and_the_shortest(
    a: Scope, b: Scope, existing: list[str], fold: bool
) -> None:
    shared = [path for path in existing if a.matches(path, fold_case=fold) and b.matches(path, fold_case=fold)]
    witness = overlap(a, b, existing=existing, fold_case=fold)
    if shared:
        assert witness == min(shared, key=lambda path: (len(path), path))
        assert conflicts([a, b], existing=existing, fold_case=fold) == [(0, 1, witness)]
    assert (witness is None) == (overlap(a, b, fold_case=fold) is None)


@quick
@given(scopes, scopes, st.booleans())
def test_included_scopes_overlap_unless_empty(a: Scope, b: Scope, fold: bool) -> None:
    if includes(a, b, fold_case=fold):
        empty = includes(Scope(touch=()), b, fold_case=fold)
        assert empty == (overlap(a, b, fold_case=fold) is None)


@quick
@given(scopes, scopes, patterns, st.booleans())
def test_more_touch_never_loses_an_overlap_and_less_never_finds_one(a: Scope, b: Scope, more: str, fold: bool) -> None:
    wider = Scope(touch=None if a.touch is None else (*a.touch, more), forbid=a.forbid)
    narrower = a.with_forbid([more])
    assert includes(wider, a, fold_case=fold)
    assert includes(a, narrower, fold_case=fold)
    if overlap(a, b, fold_case=fold) is None:
        assert overlap(narrower, b, fold_case=fold) is None
    else:
        assert overlap(wider, b, fold_case=fold) is not None


@quick
@given(scopes)
def test_a_scope_includes_itself_and_meets_itself_unless_empty(scope: Scope) -> None:
    assert includes(scope, scope)
    witness = overlap(scope, scope)
    assert witness is None or scope.matches(witness)
