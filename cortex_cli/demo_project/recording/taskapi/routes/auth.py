"""Login, refresh and logout."""

from taskapi.auth.guard import bearer_token
from taskapi.auth.sessions import TokenPair, sessions_of
from taskapi.messages import Request, Response
from taskapi.services import Services


def login(services: Services, request: Request) -> Response:
    """Open a session for a name and a password."""
    user = services.users.authenticate(request.text("name"), request.text("password"))
    return token_response(sessions_of(services).open(user.name))


def refresh(services: Services, request: Request) -> Response:
    """Give new tokens for a refresh token, which is void afterwards."""
    return token_response(sessions_of(services).refresh(request.text("refresh_token")))


def logout(services: Services, request: Request) -> Response:
    """End the session of the access token."""
    sessions_of(services).close(bearer_token(request))
    return Response(204)


def token_response(pair: TokenPair) -> Response:
    """Tokens as RFC 6749 has them; no cache may keep them."""
    body = {
        "access_token": pair.access,
        "refresh_token": pair.refresh,
        "token_type": "Bearer",
        "expires_in": pair.expires_in,
    }
    return Response(body=body, headers={"Cache-Control": "no-store"})
