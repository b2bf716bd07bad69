"""One thing asked of `cortex plan`, chosen from its options; two at once are refused by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module

import typer

from cortex_cli.cli.exit_codes import ExitCode
from cortex_cli.cli.options import Output
from cortex_cli.model.errors import UsageError

HELP = "cortex plan --help"


@dataclass(frozen=True)
class Call:
    """What every action gets: where it was called, the words without an option, and how to answer."""

    context: typer.Context
    words: str | None
    as_json: bool
    output: Output
    independent: bool = False


@dataclass(frozen=True)
class Wanted:
    """How a request is to be planned."""

    over: Sequence[str] = ()
    worker: str | None = None
    solo: bool = False
    interfaces: bool = False
    history: bool = True


@dataclass(frozen=True)
class Action:
    """An option that asks for something, with what was given for it; `takes` are other options that shape it.

    `words` says whether the words without an option belong to it: a plan file or a plan's id.
    """

    option: str
    given: object
    takes: tuple[str, ...] = ()
    words: bool = False

    def act(self, call: Call) -> ExitCode:
        """Do it: the function `act` of the module named like the option, imported only now."""
        module = import_module(f"cortex_cli.cli.plan_actions.{self.option.removeprefix('--')}")
        done: ExitCode = module.act(call, self.given)
        return done


def on(option: str, given: object, *, takes: tuple[str, ...] = (), words: bool = False) -> Action | None:
    """The action of an option, or None where the option was not given (a flag that is False was not)."""
    return None if given is None or given is False else Action(option, given, takes, words)


def choose(*actions: Action | None, words: str | None, shaping: Mapping[str, object]) -> Action | None:
    """The one action that was asked for; None when it is a request to plan.

    `shaping` has the options that only shape an action or a request, with what was given for each.
    Raises UsageError for two actions, and for words or an option that the action would ignore.
    """
    asked = [action for action in actions if action is not None]
    if not asked:
        return None
    if len(asked) > 1:
        names = " and ".join(action.option for action in asked)
        raise UsageError(f"{names} are different things to do", mend="give one of them at a time")
    (action,) = asked
    if words is not None and not action.words:
        raise UsageError(f"{action.option} takes no request, but there is {words!r}", mend=HELP)
    for option, given in shaping.items():
        if given and option not in action.takes:
            raise UsageError(f"{action.option} takes no {option}", mend=HELP)
    return action
