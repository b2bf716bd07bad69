from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.manifests import dependencies_of, entry_points_of, go_module_of, parsed_json

PYPROJECT = """
[project]
dependencies = ["requests>=2", "rich[extra]; python_version > '3'"]
[project.optional-dependencies]
dev = ["pytest"]
[project.scripts]
tool = "tool.commands:main"
[tool.poetry.dependencies]
python = "^3.11"
httpx = "*"
"""


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("pyproject.toml", PYPROJECT, ("httpx", "pytest", "requests", "rich")),
        ("requirements.txt", "# a comment\nflask==3\n-r other.txt\n\nhttpx >= 1 # note\n", ("flask", "httpx")),
        ("requirements-dev.txt", "pytest\n", ("pytest",)),
        ("package.json", '{"dependencies": {"vue": "3"}, "devDependencies": {"vite": "5"}}', ("vite", "vue")),
        ("go.mod", "module example.org/m\n\nrequire github.com/a/b v1.2.3\nrequire (\n\tgolang.org/x/c v0.1\n)\n",
         ("github.com/a/b", "golang.org/x/c")),
        ("Cargo.toml", '[dependencies]\nserde = "1"\n[dev-dependencies]\nrand = "0.8"\n', ("rand", "serde")),
        ("web/package.json", '{"dependencies": {"vue": "3"}}', ("vue",)),
        ("notes.txt", "flask\n", ()),
    ],
)  # fmt: skip
def test_dependencies_are_read(path: str, text: str, expected: tuple[str, ...]) -> None:
    assert dependencies_of({path: text}) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pyproject.toml", "[project\n"),
        ("pyproject.toml", "project = 3"),
        ("pyproject.toml", "[project]\ndependencies = 'x'"),
        ("package.json", "{"),
        ("package.json", "[1, 2]"),
        ("package.json", '{"dependencies": ["a"], "bin": 3}'),
        ("package.json", "[" * 100_000),
        ("Cargo.toml", "\x00"),
    ],
)
def test_a_broken_manifest_says_nothing(path: str, text: str) -> None:
    assert dependencies_of({path: text}) == ()
    assert entry_points_of({path: text}, ["a.py"], lambda module: None) == ()


@pytest.mark.parametrize(
    "path",
    ["tool/__main__.py", "manage.py", "main.go", "cmd/server/main.go", "src/main.rs", "src/bin/tool.rs", "app.py",
     "src/index.ts", "shop/app.py", "src/shop/cli.py", "a/b/Main.java"],
)  # fmt: skip
def test_conventional_names_are_entry_points(path: str) -> None:
    assert entry_points_of({}, [path, "other/users.py"], lambda module: None) == (path,)


@pytest.mark.parametrize("path", ["a/b/index.ts", "deep/down/in/app.py", "domain.go", "users.py"])
def test_other_names_are_not(path: str) -> None:
    assert entry_points_of({}, [path], lambda module: None) == ()


def test_scripts_of_a_python_project_start_in_their_module() -> None:
    known = {"tool.commands": "src/tool/commands.py"}
    found = entry_points_of({"pyproject.toml": PYPROJECT}, ["src/tool/commands.py"], known.get)
    assert found == ("src/tool/commands.py",)


@pytest.mark.parametrize(
    "text",
    ['{"bin": {"tool": "./bin/tool.js"}}', '{"bin": "bin/tool.js"}', '{"main": "bin/tool.js"}'],
)
def test_binaries_of_a_node_package(text: str) -> None:
    assert entry_points_of({"web/package.json": text}, ["web/bin/tool.js"], lambda module: None) == ("web/bin/tool.js",)


def test_an_entry_point_that_is_not_there_is_not_named() -> None:
    assert entry_points_of({"package.json": '{"main": "dist/a.js"}'}, ["src/b.js"], lambda module: None) == ()


def test_go_modules_by_directory() -> None:
    manifests = {
        "go.mod": "module example.org/m\n",
        "tools/go.mod": "module example.org/m/tools\n",
        "a/go.mod": "",
    }
    assert go_module_of(manifests) == {"": "example.org/m", "tools": "example.org/m/tools"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', {"a": 1}),
        (
            '{\n// one\n"a": [1, 2,], /* two\nlines */ "b": "// no, ] comment",\n}',
            {"a": [1, 2], "b": "// no, ] comment"},
        ),
        ('{"a": 1} /* open', {"a": 1}),
        ("[1]", {}),
        ("{'a': 1}", {}),
        ("/*" * 100_000, {}),
        ('"' * 100_001, {}),
    ],
)
def test_json_may_have_comments_and_commas_at_the_end(text: str, expected: object) -> None:
    assert parsed_json(text) == expected
