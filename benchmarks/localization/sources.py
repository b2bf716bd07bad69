"""Which files of a repository can be an answer: source code, apart from tests and from what nobody writes by hand."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

EXTENSIONS = frozenset([".py", ".pyx", ".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".vue", ".go", ".rs", ".c", ".h"])
TESTS = re.compile(
    r"(^|/)(tests?|testing|__tests__|__mocks__|spec|specs|e2e|testdata|test_data|fixtures|testscripts"
    r"|integration_tests?|dts-test|runtime-test)/"
    r"|(^|/)test_[^/]*$|(^|/)[^/]*_tests?\.[a-z]+$|(^|/)[^/]*\.(test|spec|test-d|spec-d)\.[a-z]+$"
    r"|(^|/)conftest\.py$|(^|/)tests?\.(py|rs|js|ts|go)$"
)
NO_CANDIDATES = re.compile(
    r"(^|/)(docs?|examples?|samples?|benchmarks?|bench|asv_bench|extern|cextern|vendor|_vendor|third_party"
    r"|node_modules|dist|build|\.github|\.circleci|licenses?|_antlr|playground|sfc-playground|template-explorer"
    r"|changelog|ci|release|static|themes?|locale)/"
    r"|(^|/)(setup|conf|noxfile|tasks|fabfile|ez_setup|setup_package|ah_bootstrap|version|_version|__version__"
    r"|__about__|rollup\.config|vitest\.config|eslint\.config|jest\.config)\.[a-z]+$"
    r"|\.min\.js$|\.autogen\.\w+$|_gen\.go$|_string\.go$|\.pb\.go$|zz_generated|_pb2\.py$|\.d\.ts$"
    r"|(^|/)(parsetab|lextab)\.py$|_(parsetab|lextab)\.py$"
    r"|(^|/)(generate|cds|ogip|generic|vounit)_(parse|lex)tab\.py$"
)


def extension(path: str) -> str:
    """The extension in lower case with its dot, or nothing."""
    return PurePosixPath(path).suffix.lower()


def is_test(path: str) -> bool:
    return extension(path) in EXTENSIONS and bool(TESTS.search(path))


def is_source(path: str) -> bool:
    """Whether a file can be an answer: no test, document, example, vendored or generated file, no packaging."""
    return extension(path) in EXTENSIONS and not TESTS.search(path) and not NO_CANDIDATES.search(path)
