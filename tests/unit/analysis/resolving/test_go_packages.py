from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

MANIFESTS = {
    "go.mod": "module example.org/m\n\nreplace example.org/fork => ./third/fork\n",
    "tools/go.mod": "module example.org/m/tools\n\nreplace (\n\texample.org/m v1.0.0 => ../ // here\n\tother.org/x => other.org/y v2\n)\n",
}
PATHS = [
    "main.go",
    "users/users.go",
    "users/users_test.go",
    "internal/deep/deep.go",
    "tools/gen/gen.go",
    "third/fork/f.go",
]


@pytest.mark.parametrize(
    ("path", "module", "expected"),
    [
        ("main.go", "example.org/m/users", ["users/users.go"]),
        ("users/users.go", "example.org/m/internal/deep", ["internal/deep/deep.go"]),
        ("main.go", "example.org/m/tools/gen", ["tools/gen/gen.go"]),
        ("tools/gen/a.go", "example.org/m", ["main.go"]),
        ("main.go", "example.org/fork", ["third/fork/f.go"]),
        ("main.go", "other.org/x", []),
        ("main.go", "example.org/mother", []),
        ("main.go", "fmt", []),
    ],
)
def test_where_a_package_is_found(path: str, module: str, expected: list[str]) -> None:
    assert meant(PATHS, path, f'package p\nimport x "{module}"\n', MANIFESTS) == expected
