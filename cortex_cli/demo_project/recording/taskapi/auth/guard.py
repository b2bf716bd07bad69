"""Routes that only a request with a valid token may reach."""

from __future__ import annotations

from dataclasses import replace
from functools import wraps

from taskapi.auth.sessions import sessions_of
from taskapi.errors import Unauthorized
from taskapi.messages import Handler, Request, Response
from taskapi.services import Services

SCHEME = "bearer"


def token_required(handler: Handler) -> Handler:
    """The same handler behind a check of the bearer token; the token's user is who asks."""

    @wraps(handler)
    def guarded(services: Services, request: Request) -> Response:
        user = sessions_of(services).user_of(bearer_token(request))
        return handler(services, replace(request, actor=user))

    return guarded


def bearer_token(request: Request) -> str:
    """The token of the Authorization header; Unauthorized where there is none."""
    scheme, _, token = (request.header("Authorization") or "").partition(" ")
    if scheme.lower() != SCHEME or not token.strip():
        raise Unauthorized("this needs an access token: Authorization: Bearer TOKEN")
    return token.strip()


def acting_user(request: Request) -> str:
    """The user who asks; Unauthorized where nobody was recognised, guard or not."""
    if request.actor is None:
        raise Unauthorized("this needs a user who is logged in")
    return request.actor
