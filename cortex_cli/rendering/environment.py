"""The one place that runs templates: sandboxed, strict about missing values, the same bytes everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cortex_cli.model.errors import ConfigurationError
from cortex_cli.model.text import clean, counted, duration, one_line
from cortex_cli.rendering import escaping

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

PACKAGE = Path(__file__).resolve().parent.parent
IN_WHEEL = PACKAGE / "_templates"
IN_CHECKOUT = PACKAGE.parent / "templates"
REINSTALL = "pip install --force-reinstall cortex-cli"
FILTERS = {
    "md": escaping.markdown,
    "bullet": escaping.bullet,
    "code": escaping.inline_code,
    "code_block": escaping.code_block,
    "prose": escaping.prose,
    "blockquote": escaping.blockquote,
    "mermaid": escaping.mermaid_label,
    "quoted": escaping.quoted,
    "quoted_value": escaping.quoted_value,
    "clean": clean,
    "one_line": one_line,
    "duration": duration,
    "counted": counted,
}


def templates_directory(in_wheel: Path = IN_WHEEL, in_checkout: Path = IN_CHECKOUT) -> Path:
    """Where the templates are: in an installed package or in a checkout; ConfigurationError if in neither."""
    for directory in (in_wheel, in_checkout):
        if directory.is_dir():
            return directory
    raise ConfigurationError("the templates of cortex are missing", where=str(in_wheel), mend=REINSTALL)


def render(name: str, context: Mapping[str, object]) -> str:
    """The template `name`, such as `plan.md.j2`, filled with `context`.

    Raises ConfigurationError when there is no such template; a value that the template asks for and
    `context` lacks is a bug, told by jinja2.UndefinedError.
    """
    directory = templates_directory()
    if not (directory / name).is_file():
        raise ConfigurationError(f"there is no template {name}", where=str(directory), mend=REINSTALL)
    return _environment(directory).get_template(name).render(context)


@cache
def _environment(directory: Path) -> SandboxedEnvironment:
    # jinja2 takes longer to import than `cortex check` may take at all: only what renders pays for it.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    environment = SandboxedEnvironment(
        loader=FileSystemLoader(directory),
        undefined=StrictUndefined,
        autoescape=lambda name: name is not None and name.removesuffix(".j2").endswith(".html"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment
