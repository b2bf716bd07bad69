"""`cortex scope`, as a group of commands; plainly put questions are answered by `quick_scope` already."""

from __future__ import annotations

from typing import Annotated

import typer

from cortex_cli.cli.help_groups import GroupedCommand
from cortex_cli.cli.invocation import Invocation
from cortex_cli.cli.options import AsJson
from cortex_cli.cli.scope_answers import Asked, answer
from cortex_cli.pipeline.scope import Question

Patterns = list[str] | None
A = Annotated[str, typer.Argument(metavar="A", help="A pattern of the first scope.")]
B = Annotated[str, typer.Argument(metavar="B", help="A pattern of the second scope.")]
TouchA = Annotated[Patterns, typer.Option("--touch-a", metavar="PATTERN", help="One more pattern of A. Repeatable.")]
TouchB = Annotated[Patterns, typer.Option("--touch-b", metavar="PATTERN", help="One more pattern of B. Repeatable.")]
ForbidA = Annotated[Patterns, typer.Option("--forbid-a", metavar="PATTERN", help="What A may not write. Repeatable.")]
ForbidB = Annotated[Patterns, typer.Option("--forbid-b", metavar="PATTERN", help="What B may not write. Repeatable.")]
FoldCase = Annotated[
    bool | None,
    typer.Option("--fold-case/--no-fold-case", help="Compare without case, or with; else as the repository does."),
]

scope = typer.Typer(name="scope", no_args_is_help=True, add_completion=False, rich_markup_mode=None)


@scope.callback()
def questions() -> None:
    """Ask what scopes mean: where two of them meet, whether one includes another, which paths one matches.

    Patterns and paths count from the top of the repository; outside of one, every question can be asked as well.

    Example: cortex scope overlap 'src/**/models.py' 'src/user/*'
    """


@scope.command(cls=GroupedCommand, short_help="Print a path that two scopes could both write.")
def overlap(
    context: typer.Context,
    a: A,
    b: B,
    touch_a: TouchA = None,
    touch_b: TouchB = None,
    forbid_a: ForbidA = None,
    forbid_b: ForbidB = None,
    fold_case: FoldCase = None,
    as_json: AsJson = False,
) -> None:
    """Print a path that two scopes could both write, and exit with 1; exit with 0 when there is none.

    \b
    Examples:
      cortex scope overlap 'src/**/models.py' 'src/user/*'
      cortex scope overlap src/ 'docs/*' --touch-b '**/*.md' --forbid-a src/doc/
    """
    lists = sides(touch_a, touch_b, forbid_a, forbid_b)
    conclude(context, Asked(Question.OVERLAP, (a, b), lists, fold_case, as_json))


@scope.command(cls=GroupedCommand, short_help="Print a path that is in the second scope only.")
def includes(
    context: typer.Context,
    a: A,
    b: B,
    touch_a: TouchA = None,
    touch_b: TouchB = None,
    forbid_a: ForbidA = None,
    forbid_b: ForbidB = None,
    fold_case: FoldCase = None,
    as_json: AsJson = False,
) -> None:
    """Print a path that B could write and A could not, and exit with 1; exit with 0 when A includes all of B.

    Example: cortex scope includes 'src/**' 'src/*.py' --touch-b src/gen/
    """
    lists = sides(touch_a, touch_b, forbid_a, forbid_b)
    conclude(context, Asked(Question.INCLUDES, (a, b), lists, fold_case, as_json))


@scope.command(cls=GroupedCommand, short_help="Print the paths that a scope matches.")
def matches(
    context: typer.Context,
    pattern: Annotated[str, typer.Argument(metavar="PATTERN", help="A pattern of the scope.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="PATH", help="What to judge, - for standard input; the tracked files if omitted."),
    ] = None,
    touch: Annotated[
        Patterns, typer.Option("--touch", metavar="PATTERN", help="One more pattern of the scope. Repeatable.")
    ] = None,
    forbid: Annotated[
        Patterns, typer.Option("--forbid", metavar="PATTERN", help="What is not in the scope. Repeatable.")
    ] = None,
    inverted: Annotated[bool, typer.Option("-v", "--invert", help="Print the paths that are not in it.")] = False,
    null: Annotated[
        bool, typer.Option("-z", "--null", help="Paths end with NUL, on standard input and on standard output.")
    ] = False,
    fold_case: FoldCase = None,
    as_json: AsJson = False,
) -> None:
    """Print the paths that a scope matches; exit with 1 when there is none.

    \b
    Examples:
      cortex scope matches 'src/**/*.py' --forbid src/gen/
      git diff --name-only -z | cortex scope matches -z 'docs/**' -
    """
    lists = {"--touch": tuple(touch or ()), "--forbid": tuple(forbid or ())}
    words = (pattern, *(paths or ()))
    conclude(context, Asked(Question.MATCHES, words, lists, fold_case, as_json, inverted, null))


def sides(touch_a: Patterns, touch_b: Patterns, forbid_a: Patterns, forbid_b: Patterns) -> dict[str, tuple[str, ...]]:
    given = {"--touch-a": touch_a, "--touch-b": touch_b, "--forbid-a": forbid_a, "--forbid-b": forbid_b}
    return {name: tuple(patterns or ()) for name, patterns in given.items()}


def conclude(context: typer.Context, asked: Asked) -> None:
    invocation: Invocation = context.find_root().obj
    raise typer.Exit(answer(asked._replace(directory=invocation.directory, quiet=invocation.quiet)))
