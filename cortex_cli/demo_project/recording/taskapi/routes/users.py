"""Users: registration, and what users can see and change of their own."""

from taskapi.auth.guard import acting_user
from taskapi.auth.sessions import sessions_of
from taskapi.errors import Forbidden
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
    """Check a name and a password; kept for older clients, /auth/login opens a session."""
    user = services.users.authenticate(request.text("name"), request.text("password"))
    headers = {"Deprecation": "true", "Link": '</auth/login>; rel="successor-version"'}
    return Response(body=user_body(user), headers=headers)


def show(services: Services, request: Request) -> Response:
    """The user who asks, without the password."""
    return Response(body=user_body(services.users.find(own_name(request))))


def change_password(services: Services, request: Request) -> Response:
    """Give the user who asks a new password, and end all of their sessions."""
    name = own_name(request)
    services.users.change_password(name, request.text("password"))
    sessions_of(services).close_all(name)
    return Response(204)


def remove(services: Services, request: Request) -> Response:
    """Remove the user who asks, with all of their sessions; the tasks stay."""
    name = own_name(request)
    services.users.remove(name)
    sessions_of(services).close_all(name)
    return Response(204)


def own_name(request: Request) -> str:
    """The user in the path, who must be the one who asks."""
    if request.params["name"] != acting_user(request):
        raise Forbidden("this belongs to another user")
    return request.params["name"]
