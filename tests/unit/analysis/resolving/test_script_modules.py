from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

TSCONFIG = """
{
  // shared by all packages
  "extends": "./config/tsconfig.base",
  "compilerOptions": { "strict": true, },
}
"""
BASE = """{"compilerOptions": {"baseUrl": "..", "paths": {
    "@core/*": ["packages/core/src/*"], /* "@x": [] */ "@config": ["packages/config.ts"], "@core/special": ["packages/special.ts"]
}}}"""
MANIFESTS = {
    "tsconfig.json": TSCONFIG,
    "config/tsconfig.base.json": BASE,
    "apps/web/tsconfig.json": '{"extends": ["@shop/settings/tsconfig.web.json"]}',
    "packages/settings/package.json": '{"name": "@shop/settings"}',
    "packages/settings/tsconfig.web.json": '{"compilerOptions": {"paths": {"~ui/*": ["../ui/source/*", "../ui/lib/*"]}}}',
    "packages/core/package.json": '{"name": "@shop/core", "main": "./dist/index.js", "types": "./dist/index.d.ts"}',
    "packages/exports/package.json": """{"name": "exports", "exports": {
        ".": {"types": "./dist/index.d.ts", "import": {"default": "./dist/main.mjs"}},
        "./feature": "./dist/feature.js", "./deep/*": {"import": "./dist/esm/deep/*.js"}, "./package.json": "./package.json"},
        "imports": {"#internal/*": "./src/internal/*.ts", "#env": {"node": "./src/env.node.ts", "default": "./src/env.ts"}}}""",
    "packages/plain/package.json": '{"name": "plain"}',
}
PATHS = [
    "packages/core/src/index.ts",
    "packages/core/src/db/index.ts",
    "packages/core/src/users.ts",
    "packages/special.ts",
    "packages/config.ts",
    "packages/ui/lib/button.tsx",
    "packages/exports/src/main.ts",
    "packages/exports/src/feature.ts",
    "packages/exports/src/deep/one.ts",
    "packages/exports/src/internal/a.ts",
    "packages/exports/src/env.ts",
    "packages/plain/index.js",
    "packages/plain/lib/extra.js",
    "apps/web/src/App.vue",
    "apps/web/src/routes.mts",
    "apps/web/src/lib/api.ts",
    "apps/web/src/data.json",
    "public/logo.svg",
]


@pytest.mark.parametrize(
    ("path", "module", "expected"),
    [
        ("packages/core/src/a.ts", "./users", "packages/core/src/users.ts"),
        ("packages/core/src/a.ts", "./users.js", "packages/core/src/users.ts"),
        ("packages/core/src/a.ts", "./db", "packages/core/src/db/index.ts"),
        ("packages/core/src/db/a.ts", "..", "packages/core/src/index.ts"),
        ("apps/web/src/main.ts", "./App.vue", "apps/web/src/App.vue"),
        ("apps/web/src/main.ts", "./App.vue?raw", "apps/web/src/App.vue"),
        ("apps/web/src/main.ts", "./routes.mjs", "apps/web/src/routes.mts"),
        ("apps/web/src/main.ts", "./data.json", "apps/web/src/data.json"),
        ("apps/web/src/main.ts", "/logo.svg", "public/logo.svg"),
        ("apps/web/src/main.ts", "@/App.vue", "apps/web/src/App.vue"),
        ("apps/web/src/main.ts", "$lib/api", "apps/web/src/lib/api.ts"),
        ("apps/web/src/main.ts", "~ui/button", "packages/ui/lib/button.tsx"),
        ("packages/ui/a.ts", "@core/users", "packages/core/src/users.ts"),
        ("packages/ui/a.ts", "@core/special", "packages/special.ts"),
        ("packages/ui/a.ts", "@config", "packages/config.ts"),
        ("packages/ui/a.ts", "packages/config", "packages/config.ts"),
        ("apps/web/src/main.ts", "@shop/core", "packages/core/src/index.ts"),
        ("apps/web/src/main.ts", "@shop/core/users", "packages/core/src/users.ts"),
        ("apps/web/src/main.ts", "exports", "packages/exports/src/main.ts"),
        ("apps/web/src/main.ts", "exports/feature", "packages/exports/src/feature.ts"),
        ("apps/web/src/main.ts", "exports/deep/one", "packages/exports/src/deep/one.ts"),
        ("packages/exports/src/main.ts", "#internal/a", "packages/exports/src/internal/a.ts"),
        ("packages/exports/src/main.ts", "#env", "packages/exports/src/env.ts"),
        ("apps/web/src/main.ts", "plain", "packages/plain/index.js"),
        ("apps/web/src/main.ts", "plain/lib/extra", "packages/plain/lib/extra.js"),
        ("apps/web/src/main.ts", "react", None),
        ("apps/web/src/main.ts", "@shop/unknown", None),
        ("apps/web/src/main.ts", "#internal/a", None),
        ("apps/web/src/main.ts", "../../../../outside", None),
    ],
)
def test_where_a_module_is_found(path: str, module: str, expected: str | None) -> None:
    found = meant(PATHS, path, f'import x from "{module}"\n', MANIFESTS)
    assert found == ([] if expected is None else [expected])


def test_components_import_too() -> None:
    text = "<template/>\n<script setup>\nimport Row from './Row.vue'\n</script>\n"
    assert meant(["web/Row.vue"], "web/App.vue", text) == ["web/Row.vue"]


@pytest.mark.parametrize(
    "text",
    ["{", "[]", '{"extends": "./tsconfig.json"}', '{"extends": 3, "compilerOptions": {"paths": [], "baseUrl": {}}}',
     '{"compilerOptions": {"paths": {"@/*": [1, null], "@": "x"}}}', "/*" * 1000, '{"exports": {"./x": [[[[]]]]}}'],
)  # fmt: skip
def test_an_odd_configuration_says_nothing(text: str) -> None:
    manifests = {"tsconfig.json": text, "package.json": text}
    assert meant(["b.ts"], "a.ts", 'import b from "./b"\nimport c from "@/c"\n', manifests) == ["b.ts"]
