"""What goes in and out of the API: requests, responses, and the routes between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taskapi.errors import BadRequest
from taskapi.services import Services


@dataclass(frozen=True)
class Request:
    """One request; `params` are the named parts of the path, `actor` the user who asks."""

    method: str
    path: str
    body: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, str] = field(default_factory=dict)
    actor: str | None = None

    def header(self, name: str) -> str | None:
        """The value of a header, whatever the case of its name."""
        for key, value in self.headers.items():
            if key.lower() == name.lower():
                return value
        return None

    def text(self, name: str) -> str:
        """A text of the body; BadRequest where it is missing or something else."""
        value = self.body.get(name)
        if not isinstance(value, str) or not value:
            raise BadRequest(f"{name} must be a text")
        return value


@dataclass(frozen=True)
class Response:
    """One response; a body of type str is sent as it is, anything else as JSON."""

    status: int = 200
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


Handler = Callable[[Services, Request], Response]


@dataclass(frozen=True)
class Route:
    """A method and a path such as `/users/{name}`, and the function that answers."""

    method: str
    path: str
    handler: Handler

    def params(self, path: str) -> dict[str, str] | None:
        """The named parts of `path`, or None where it is not this route's."""
        wanted, given = self.path.split("/"), path.split("/")
        if len(wanted) != len(given):
            return None
        params = {}
        for pattern, part in zip(wanted, given):
            if pattern.startswith("{") and part:
                params[pattern.strip("{}")] = part
            elif pattern != part:
                return None
        return params
