"""What a file is for and whether it is anybody's work, told by its name."""

from __future__ import annotations

import re

from cortex_cli.model.analysis import Role
from cortex_cli.syntax.languages import language_of

VENDORED = frozenset(
    {
        "vendor",
        "vendored",
        "_vendor",
        "_vendored",
        "node_modules",
        "third_party",
        "thirdparty",
        "bower_components",
    }
    | {"site-packages", ".yarn", "jspm_packages", "Pods", "Carthage"}
)
GENERATED_NAME = re.compile(
    r"(?:\.min\.(?:js|css)|\.map|\.snap|_pb2(?:_grpc)?\.pyi?|\.pb\.go|\.g\.dart|\.designer\.cs|\.generated\.\w+)$",
    re.I,
)
GENERATED_MARK = re.compile(r"^\W{0,8}@generated\b", re.M)
GENERATED_WORDS = re.compile(r"\b(?:auto[- ]?)?generated\b.*\bdo not (?:edit|modify|change)\b", re.I | re.S)
LOCK_FILES = frozenset(
    {
        "poetry.lock",
        "uv.lock",
        "pdm.lock",
        "Pipfile.lock",
        "package-lock.json",
        "npm-shrinkwrap.json",
        "yarn.lock",
    }
    | {
        "pnpm-lock.yaml",
        "bun.lockb",
        "bun.lock",
        "Cargo.lock",
        "go.sum",
        "Gemfile.lock",
        "composer.lock",
        "mix.lock",
    }
    | {"flake.lock", "pubspec.lock", "Package.resolved"}
)
MANIFESTS = frozenset(
    {
        "pyproject.toml",
        "setup.py",
        "setup.cfg",
        "requirements.txt",
        "Pipfile",
        "package.json",
        "go.mod",
        "Cargo.toml",
    }
    | {"Gemfile", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts", "mix.exs", "Package.swift"}
)
TEST_DIRECTORY = re.compile(r"(?:^|/)(?:tests?|__tests__|specs?|testing|e2e|test-suite)/", re.I)
TEST_NAME = re.compile(r"^(?:test_.*|.*_test|conftest|.*[.-](?:test|spec)|.*_spec|(?:.*[a-z0-9])?Tests?)\.[A-Za-z]+$")
DOCS_DIRECTORY = re.compile(r"(?:^|/)(?:docs?|documentation|doc-src|website|man)/", re.I)
DOCS_NAME = re.compile(
    r"\.(?:md|mdx|rst|adoc|markdown)$|^(?:readme|changelog|changes|history|news|authors|license)\b", re.I
)
CHANGELOG_NAME = re.compile(r"^(?:changelog|changes|history|news|release[-_]?notes)\b", re.I)
LEGAL_NAME = re.compile(r"^(?:licen[cs]e|copying|notice|authors|contributors|code_of_conduct)\b", re.I)
README_NAME = re.compile(r"^readme\b", re.I)
CONFIG_EXTENSIONS = frozenset(
    {"toml", "yaml", "yml", "ini", "cfg", "conf", "json", "json5", "jsonc", "properties", "env"}
)
CONFIG_NAMES = re.compile(
    r"^(?:Makefile|GNUmakefile|justfile|Dockerfile|Containerfile|Procfile|Jenkinsfile|Vagrantfile|tox\.ini|\..+"
    r"|.*\.config\.[cm]?[jt]s|noxfile\.py|setup\.py|CODEOWNERS|requirements.*\.txt|CMakeLists\.txt)$",
    re.I,
)
MARKUP = frozenset({"Markdown", "Text", "JSON", "YAML", "TOML", "INI", "XML"})


def role_of(path: str) -> Role:
    """What the file at `path` is for."""
    directory, _, name = path.rpartition("/")
    language = language_of(path)
    is_code = language is not None and language.name not in MARKUP
    if is_code and (TEST_NAME.match(name) or TEST_DIRECTORY.search(path)):
        return Role.TEST
    if DOCS_NAME.search(name) or (DOCS_DIRECTORY.search(path) and not (is_code and language and language.grammar)):
        return Role.DOCS
    if name in MANIFESTS or name in LOCK_FILES or CONFIG_NAMES.match(name) or directory.startswith("."):
        return Role.CONFIG
    if is_code:
        return Role.SOURCE
    if name.rpartition(".")[2].lower() in CONFIG_EXTENSIONS and not TEST_DIRECTORY.search(path):
        return Role.CONFIG if path.count("/") <= 1 or "config" in path.lower() else Role.DATA
    return Role.DATA


def left_out_by_name(path: str) -> str | None:
    """Why the file is nobody's work here: `vendored`, `generated` or `a lock file`; None if it counts."""
    segments = path.split("/")
    if not VENDORED.isdisjoint(segments[:-1]):
        return "vendored"
    if segments[-1] in LOCK_FILES:
        return "a lock file"
    return "generated" if GENERATED_NAME.search(segments[-1]) else None


def says_generated(text: str) -> bool:
    """Whether one of the first lines of a file says that a program wrote it."""
    head = "\n".join(text[:1000].splitlines()[:6])
    return GENERATED_MARK.search(head) is not None or GENERATED_WORDS.search(head) is not None


def module_name(path: str) -> str:
    """What a module is called: its plain file name, or its directory for `__init__` and `index`."""
    directory, _, name = path.rpartition("/")
    plain = name.partition(".")[0] or name
    return directory.rpartition("/")[2] if plain in ("__init__", "index", "mod", "__main__") and directory else plain


def module_tested_by(path: str) -> str | None:
    """The module a test is named after: `users` for `test_users.py`, `users.test.ts`, `UsersTest.java`."""
    name = path.rpartition("/")[2]
    if not TEST_NAME.match(name):
        return None
    plain = name.rpartition(".")[0]
    for pattern in (r"^test_(.+)$", r"^(.+?)[._-](?:test|tests|spec)$", r"^(.+?)Tests?$"):
        if found := re.match(pattern, plain):
            return found[1].lower()
    return None
