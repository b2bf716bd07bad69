"""Barrels, routes, lock files, change logs, versions: found where they are, and only there."""

from __future__ import annotations

from cortex_cli.model.analysis import CoordinationAction, CoordinationKind
from tests.unit.analysis.coordination.scenes import of_kind, paths_of, scene_of

PACKAGE = {
    "net/__init__.py": (
        "from net.errors import Failure\nfrom net.client import Client\nfrom net.auth import Auth\n"
        "from net.types import Headers\n\n\ndef main(): ...\n"
    ),
    "net/errors.py": "class Failure(Exception): ...\n",
    "net/client.py": "from net.errors import Failure\n\n\nclass Client: ...\n",
    "net/auth.py": "class Auth: ...\n",
    "net/types.py": "Headers = dict\n",
}
GROUPS = {"net/errors.py": "errors", "net/auth.py": "auth"}


def test_a_package_file_that_mostly_passes_on_is_a_barrel_for_what_is_new() -> None:
    (point,) = of_kind(CoordinationKind.BARREL, scene_of(PACKAGE, GROUPS, "Add an exception for large bodies"))
    assert point.path == "net/__init__.py"
    assert set(point.files) == set(GROUPS)
    assert point.reason == "passes on what 4 other files define, so that new names are added to it"


def test_a_fix_adds_nothing_to_a_barrel() -> None:
    assert paths_of(CoordinationKind.BARREL, scene_of(PACKAGE, GROUPS, "Fix the message of the failure")) == []


def test_a_package_file_with_code_of_its_own_is_none() -> None:
    code = "".join(f"def call_{number}(): ...\n" for number in range(9))
    texts = {**PACKAGE, "net/__init__.py": PACKAGE["net/__init__.py"] + code}
    assert paths_of(CoordinationKind.BARREL, scene_of(texts, GROUPS, "Add an exception for large bodies")) == []


SITE = {
    "site/users.py": "def show(): ...\n",
    "site/tasks.py": "def show(): ...\n",
    "site/urls.py": (
        "from site import users, tasks\n\nurlpatterns = [\n"
        '    path("users/", users.show),\n    path("tasks/", tasks.show),\n]\n'
    ),
}
PAGES = {"site/users.py": "users", "site/tasks.py": "tasks"}


def test_a_route_table_is_known_by_its_name_and_what_it_registers() -> None:
    (point,) = of_kind(CoordinationKind.ROUTES, scene_of(SITE, PAGES, "Let users and tasks be exported"))
    assert (point.path, set(point.files)) == ("site/urls.py", set(PAGES))
    assert point.reason.startswith("registers 2 routes")
    assert point.action is CoordinationAction.INTEGRATE_LAST


def test_routes_by_syntax_need_no_telling_name() -> None:
    calls = "".join(f'app.get("/{name}", {name});\n' for name in ("users", "tasks", "health"))
    texts = {
        "src/users.js": "export function users() {}\n",
        "src/tasks.js": "export function tasks() {}\n",
        "src/wire.js": f'import {{ users }} from "./users.js";\nimport {{ tasks }} from "./tasks.js";\n{calls}',
    }
    groups = {"src/users.js": "users", "src/tasks.js": "tasks"}
    assert paths_of(CoordinationKind.ROUTES, scene_of(texts, groups, "Page users and tasks")) == ["src/wire.js"]
    texts["src/wire.js"] = texts["src/wire.js"].replace("app.get", "cache.fetch")
    assert paths_of(CoordinationKind.ROUTES, scene_of(texts, groups, "Page users and tasks")) == []


MANIFEST = '[project]\nname = "shop"\ndependencies = ["werkzeug>=3"]\n'
LOCKED = {"pyproject.toml": MANIFEST, "uv.lock": "", "shop/a.py": "a = 1\n", "shop/b.py": "b = 1\n"}


def test_a_dependency_that_the_request_names_moves_the_lock_file() -> None:
    groups = {"shop/a.py": "a", "shop/b.py": "b"}
    (point,) = of_kind(CoordinationKind.LOCK_FILE, scene_of(LOCKED, groups, "Require a newer Werkzeug"))
    assert (point.path, point.action) == ("uv.lock", CoordinationAction.REGENERATE)
    assert "the request names `werkzeug`, which `pyproject.toml` declares" in point.evidence
    assert of_kind(CoordinationKind.LOCK_FILE, scene_of(LOCKED, groups, "Require a longer password")) == []


def test_a_change_log_counts_where_changes_write_to_it() -> None:
    texts = {"CHANGES.md": "# Changes\n", "shop/a.py": "a = 1\n", "shop/b.py": "b = 1\n"}
    groups = {"shop/a.py": "a", "shop/b.py": "b"}
    past = [*[("work", ("shop/a.py", "CHANGES.md"))] * 3, ("work", ("shop/b.py",))]
    (point,) = of_kind(CoordinationKind.CHANGELOG, scene_of(texts, groups, "Change a and b", past=past))
    assert point.reason == "3 of the last 4 commits that changed sources changed it too"
    assert set(point.files) == set(groups)
    only_at_releases = [*[("work", ("shop/a.py",))] * 5, ("release", ("CHANGES.md",))]
    scene = scene_of(texts, {**groups, "CHANGES.md": "docs"}, "Change a and b", past=only_at_releases)
    assert of_kind(CoordinationKind.CHANGELOG, scene) == []


def test_the_version_counts_in_a_release() -> None:
    texts = {"shop/__version__.py": "__version__ = '1'\n", "shop/a.py": "a = 1\n"}
    groups = {"shop/__version__.py": "version", "shop/a.py": "a"}
    assert paths_of(CoordinationKind.VERSION, scene_of(texts, groups, "Release the next version")) == [
        "shop/__version__.py"
    ]
    assert paths_of(CoordinationKind.VERSION, scene_of(texts, groups, "Fix a")) == []


def test_a_companion_that_nobody_chose_is_told_of() -> None:
    texts = {
        "t/index.ts": "export type A = 1\n",
        "t/index.cts": "export type A = 1\n",
        "t/run.ts": "export const r = 1\n",
    }
    past = [("types", ("t/index.ts", "t/index.cts"))] * 6
    scene = scene_of(texts, {"t/index.ts": "types", "t/run.ts": "run"}, "Change the types", past=past)
    (point,) = of_kind(CoordinationKind.CO_CHANGE, scene)
    assert (point.path, point.files) == ("t/index.cts", ("t/index.ts",))
    assert point.reason == "changed together with `t/index.ts` in 6 of 6 commits"
    assert of_kind(CoordinationKind.CO_CHANGE, scene_of(texts, {"t/run.ts": "run"}, "Change it", past=past)) == []


def test_go_files_of_a_package_share_what_they_define_without_an_import() -> None:
    texts = {
        "bind/json.go": "package bind\n\ntype Decoder struct{}\n",
        "bind/form.go": "package bind\n\nvar d Decoder\n",
        "bind/uri.go": "package bind\n\nvar u = 1\n",
    }
    groups = {"bind/json.go": "json", "bind/form.go": "form", "bind/uri.go": "uri"}
    (point,) = of_kind(CoordinationKind.SHARED_SYMBOL, scene_of(texts, groups, "Change the decoder"))
    assert (point.path, point.symbol, point.files) == ("bind/json.go", "Decoder", ("bind/form.go",))
