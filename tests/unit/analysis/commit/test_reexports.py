from __future__ import annotations

from tests.unit.analysis.project import graph_of


def test_a_name_taken_from_a_package_leads_to_the_module_that_defines_it() -> None:
    graph = graph_of({
        "a/__init__.py": "from .b import B, helper\nfrom .c import C\n",
        "a/b.py": "class B: ...\ndef helper(): ...\n",
        "a/c.py": "class C: ...\n",
        "main.py": "from a import B\n",
    })  # fmt: skip
    assert graph.imports_of("main.py") == ("a/__init__.py", "a/b.py")
    assert graph.imported_by("a/b.py") == ("a/__init__.py", "main.py")


def test_stars_of_barrels_are_followed_to_the_definition() -> None:
    graph = graph_of({
        "web/index.ts": 'export * from "./parts"\nexport { default as Page } from "./page"\n',
        "web/parts/index.ts": 'export * from "./one"\nexport * from "./two"\n',
        "web/parts/one.ts": "export const one = 1\n",
        "web/parts/two.ts": "export function two() {}\n",
        "web/page.ts": "export default class Page {}\n",
        "main.ts": 'import { two } from "./web"\n',
    })  # fmt: skip
    assert graph.imports_of("main.ts") == ("web/index.ts", "web/parts/two.ts")


def test_public_uses_of_rust_are_followed() -> None:
    graph = graph_of({
        "src/lib.rs": "mod users;\npub use users::User;\n",
        "src/users.rs": "pub struct User;\n",
        "src/cart.rs": "use crate::User;\n",
    })  # fmt: skip
    assert graph.imports_of("src/cart.rs") == ("src/lib.rs", "src/users.rs")


def test_a_name_that_the_package_defines_itself_is_not_followed() -> None:
    graph = graph_of({
        "a/__init__.py": "from .b import *\ndef here(): ...\n",
        "a/b.py": "def here(): ...\n",
        "main.py": "from a import here\n",
    })  # fmt: skip
    assert graph.imports_of("main.py") == ("a/__init__.py",)


def test_barrels_in_a_circle_end() -> None:
    graph = graph_of({
        "a.ts": 'export * from "./b"\n',
        "b.ts": 'export * from "./a"\nexport * from "./c"\n',
        "c.ts": "export const x = 1\n",
        "main.ts": 'import { x, missing } from "./a"\n',
    })  # fmt: skip
    assert graph.imports_of("main.ts") == ("a.ts", "c.ts")
