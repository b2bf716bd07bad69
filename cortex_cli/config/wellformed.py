"""Whether a data file of somebody's project can be read at all: JSON, YAML and TOML as their own tools take them."""

from __future__ import annotations

import json
import posixpath
import re
import tomllib
from collections.abc import Callable, Mapping

from cortex_cli.model.text import one_line

TEMPLATED = re.compile(r"\{\{|\{%|<%")
"""A template becomes data only once it is filled in."""

DEEPEST = 200
COMMENT_OR_TEXT = re.compile(r'"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*(?:.*?\*/|.*)|,(?=\s*[}\]])', re.DOTALL)


def data_fault(path: str, text: str) -> tuple[int, str] | None:
    """The line, from 1, and the reason why `text` is no JSON, YAML or TOML, by the name of its file.

    None where it is, for every other kind of file, and for templates. Comments and a last comma are no fault in
    JSON: many tools take them.
    """
    read = READERS.get(posixpath.splitext(path)[1].lower())
    return None if read is None or TEMPLATED.search(text) else read(text)


def _json(text: str) -> tuple[int, str] | None:
    try:
        json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        plain = COMMENT_OR_TEXT.sub(lambda found: found[0] if found[0][0] == '"' else _line_ends(found[0]), text)
        try:
            json.loads(plain)
        except json.JSONDecodeError as error:
            return error.lineno, one_line(error.msg)
        except RecursionError:
            return None
    return None


def _line_ends(text: str) -> str:
    return "\n" * text.count("\n")


def _yaml(text: str) -> tuple[int, str] | None:
    # PyYAML takes 25 ms to import: only what reads documents pays for it.
    import yaml

    depth = 0
    try:
        for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                return None  # the time that libyaml takes grows with the square of the depth
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return (mark.line + 1 if mark else 1), one_line(error.problem or error.context or "cannot be read")
    except (yaml.YAMLError, RecursionError):
        return None
    return None


def _toml(text: str) -> tuple[int, str] | None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        return (int(place[1]) if place else text.count("\n") + 1), one_line(str(error))
    except RecursionError:
        return None
    return None


READERS: Mapping[str, Callable[[str], tuple[int, str] | None]] = {
    ".json": _json,
    ".jsonc": _json,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".toml": _toml,
}
