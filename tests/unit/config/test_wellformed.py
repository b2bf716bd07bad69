from __future__ import annotations

import pytest

from cortex_cli.config.wellformed import data_fault


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"a": [1, 2.5, null]}'),
        ("a.json", '{\n  // a comment\n  "a": "// none", /* one\nmore */\n  "b": [1,],\n}'),
        ("a.jsonc", "[1, // one\n 2]"),
        ("a.yaml", "a: &one 1\nb: *one\n---\nc: !custom 2\n"),
        ("a.yml", "on: push\n"),
        ("a.yaml", ""),
        ("a.yaml", "{{- if .Values.on }}\na: [\n{{- end }}\n"),
        ("a.json", '{% if x %}{"a": 1}'),
        ("a.toml", "[a]\nb = 1\n"),
        ("a.toml", ""),
        ("A.JSON", "{}"),
        ("a.json5", "{a: 1}"),
        ("a.txt", "{"),
        ("json", "{"),
        ("a.json", "[" * 100_000),
        ("a.yaml", "[" * 1_000),
        ("a.yaml", "a: \0"),
        ("a.toml", f"a = {'[' * 100_000}"),
    ],
)
def test_what_tools_take_or_nobody_can_judge_is_no_fault(path: str, text: str) -> None:
    assert data_fault(path, text) is None


@pytest.mark.parametrize(
    ("path", "text", "line", "reason"),
    [
        ("a.json", "", 1, "Expecting value"),
        ("a.json", '{\n"a": 1\n"b": 2}', 3, "Expecting ',' delimiter"),
        ("a.json", '{\n/* one\ntwo */\n"a": }', 4, "Expecting value"),
        ("a.json", "{'a': 1}", 1, "Expecting property name enclosed in double quotes"),
        ("a.yaml", "a: 1\nb: [1\n", 3, "did not find expected ',' or ']'"),
        ("a.yaml", "a: 1\n\tb: 2\n", 2, "found a tab character that violates indentation"),
        ("a.toml", "a = 1\na = 2\n", 2, "Cannot overwrite a value (at line 2, column 6)"),
        ("a.toml", "a = 1\n\nb = ", 3, "Invalid value (at end of document)"),
    ],
)
def test_a_fault_has_its_line_and_reason(path: str, text: str, line: int, reason: str) -> None:
    assert data_fault(path, text) == (line, reason)
