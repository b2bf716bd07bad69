from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

MANIFESTS = {
    "Cargo.toml": '[workspace]\nmembers = ["crates/*"]\n[package]\nname = "tool"\n[[bin]]\nname = "tool"\npath = "crates/core/main.rs"\n',
    "crates/my-lib/Cargo.toml": '[package]\nname = "my-lib"\n',
    "crates/named/Cargo.toml": '[package]\nname = "n"\n[lib]\nname = "renamed"\npath = "source/entry.rs"\n',
}
PATHS = [
    "crates/core/main.rs",
    "crates/core/flags/mod.rs",
    "crates/core/flags/parse.rs",
    "crates/core/search.rs",
    "crates/my-lib/src/lib.rs",
    "crates/my-lib/src/users.rs",
    "crates/my-lib/src/users/store.rs",
    "crates/my-lib/src/placed/elsewhere.rs",
    "crates/my-lib/tests/common/mod.rs",
    "crates/my-lib/tests/flow.rs",
    "crates/named/source/entry.rs",
    "crates/named/source/part.rs",
]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("crates/my-lib/src/lib.rs", "mod users;", ["crates/my-lib/src/users.rs"]),
        ("crates/my-lib/src/users.rs", "mod store;", ["crates/my-lib/src/users/store.rs"]),
        ("crates/core/main.rs", "mod flags; mod search;", ["crates/core/flags/mod.rs", "crates/core/search.rs"]),
        ("crates/core/flags/mod.rs", "mod parse;", ["crates/core/flags/parse.rs"]),
        ("crates/core/flags/parse.rs", "use crate::search::Searcher;", ["crates/core/search.rs"]),
        ("crates/core/flags/parse.rs", "use crate::Failure;", ["crates/core/main.rs"]),
        ("crates/core/flags/parse.rs", "use super::Flag;", ["crates/core/flags/mod.rs"]),
        ("crates/core/flags/parse.rs", "use super::super::search;", ["crates/core/search.rs"]),
        ("crates/my-lib/src/users/store.rs", "use super::{self, User};", ["crates/my-lib/src/users.rs"] * 1),
        ("crates/my-lib/src/lib.rs", "use users::User;", ["crates/my-lib/src/users.rs"]),
        ("crates/core/search.rs", "use my_lib::users::User;", ["crates/my-lib/src/users.rs"]),
        ("crates/core/search.rs", "use my_lib::Error;", ["crates/my-lib/src/lib.rs"]),
        ("crates/core/search.rs", "use renamed::part::Part;", ["crates/named/source/part.rs"]),
        ("crates/core/search.rs", "extern crate renamed;", ["crates/named/source/entry.rs"]),
        ("crates/my-lib/tests/flow.rs", "mod common;", ["crates/my-lib/tests/common/mod.rs"]),
        ("crates/my-lib/tests/flow.rs", "use my_lib::users;", ["crates/my-lib/src/users.rs"]),
        ("crates/my-lib/src/lib.rs", '#[path = "placed/elsewhere.rs"]\nmod x;', ["crates/my-lib/src/placed/elsewhere.rs"]),
        ("crates/my-lib/src/users.rs", "mod tests { use super::*; use super::store::S; }", ["crates/my-lib/src/users/store.rs"]),
        ("crates/my-lib/src/users.rs", "use std::fmt;\nuse serde::Serialize;", []),
    ],
)  # fmt: skip
def test_where_a_path_leads(path: str, text: str, expected: list[str]) -> None:
    assert meant(PATHS, path, text + "\n", MANIFESTS) == expected


def test_nested_braces_lead_to_every_module() -> None:
    paths = ["src/lib.rs", "src/a.rs", "src/b/mod.rs", "src/b/c.rs", "src/b/d.rs"]
    text = "use crate::{a::{self, One}, b::{c::{Two, Three as T}, d::*}, Four};\n"
    assert sorted(set(meant(paths, "src/z.rs", text))) == ["src/a.rs", "src/b/c.rs", "src/b/d.rs", "src/lib.rs"]
