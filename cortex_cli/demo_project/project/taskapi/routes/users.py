"""Users: registration, login, and what a user can change."""

from taskapi.messages import Request, Response
from taskapi.serialization import user_body
from taskapi.services import Services


def register(services: Services, request: Request) -> Response:
    """Make a new user."""
    user = services.users.register(
        request.text("name"), request.text("email"), request.text("password")
    )
    return Response(201, user_body(user))


def login(services: Services, request: Request) -> Response:
    """Check a name and a password; there is no session, the client goes on with X-User."""
    user = services.users.authenticate(request.text("name"), request.text("password"))
    return Response(body=user_body(user))


def show(services: Services, request: Request) -> Response:
    """One user, without the password."""
    return Response(body=user_body(services.users.find(request.params["name"])))


def change_password(services: Services, request: Request) -> Response:
    """Give a user a new password."""
    services.users.change_password(request.params["name"], request.text("password"))
    return Response(204)


def remove(services: Services, request: Request) -> Response:
    """Remove a user; the tasks stay."""
    services.users.remove(request.params["name"])
    return Response(204)
