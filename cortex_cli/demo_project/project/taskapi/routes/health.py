"""Whether the API is up."""

from taskapi import __version__
from taskapi.messages import Request, Response
from taskapi.services import Services


def check(services: Services, request: Request) -> Response:
    """The status and the version."""
    return Response(body={"status": "ok", "version": __version__})
