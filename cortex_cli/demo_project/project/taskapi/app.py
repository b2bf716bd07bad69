"""The application: finds the route of a request and turns errors into responses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from taskapi.config import Config
from taskapi.errors import ApiError, MethodNotAllowed, NotFound
from taskapi.messages import Request, Response, Route
from taskapi.routes import ROUTES
from taskapi.services import Services, open_services

USER_HEADER = "X-User"


class Application:
    """Answers requests with the routes it is given."""

    def __init__(self, services: Services, routes: Sequence[Route] = ROUTES) -> None:
        self.services = services
        self.routes = routes

    def handle(self, request: Request) -> Response:
        """The response to `request`; the user who asks is the one in the X-User header."""
        try:
            route, params = self.find(request)
            actor = request.header(USER_HEADER)
            return route.handler(self.services, replace(request, params=params, actor=actor))
        except ApiError as error:
            return Response(error.status, {"error": error.code, "message": str(error)})

    def find(self, request: Request) -> tuple[Route, dict[str, str]]:
        """The route of a request and the named parts of its path."""
        known = False
        for route in self.routes:
            params = route.params(request.path)
            if params is not None and route.method == request.method:
                return route, params
            known = known or params is not None
        if known:
            raise MethodNotAllowed(f"{request.path} does not take {request.method}")
        raise NotFound(f"there is no {request.path}")


def create_app(config: Config) -> Application:
    """The application with all of its routes."""
    return Application(open_services(config))
