"""What the tests share: services in memory with a clock that stands, and requests."""

from taskapi.config import Config
from taskapi.messages import Request
from taskapi.services import Services, open_services

NOW = 1_767_225_600.0
PASSWORD = "correct horse battery"
REGISTERED = {}


def make_services(**settings) -> Services:
    """Services in memory with the users ada and bob, registered once for the same settings."""
    services = open_services(Config(**settings), clock=lambda: NOW)
    key = repr(sorted(settings.items()))
    if key not in REGISTERED:
        for name in ("ada", "bob"):
            services.users.register(name, f"{name}@example.org", PASSWORD)
        REGISTERED[key] = dict(services.storage.table("users").items())
    for name, record in REGISTERED[key].items():
        services.storage.table("users").put(name, record)
    return services


def asked_by(actor, body=None, query=None, **params) -> Request:
    """A request as a route gets it: from a user, with the named parts of its path."""
    return Request("GET", "/", body or {}, query=query or {}, params=params, actor=actor)
