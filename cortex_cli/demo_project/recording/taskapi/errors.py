"""Errors that become responses: each has a status and a code."""


from collections.abc import Mapping
from types import MappingProxyType


class ApiError(Exception):
    """Something the client is told about."""

    status = 500
    code = "internal"
    headers: Mapping[str, str] = MappingProxyType({})


class BadRequest(ApiError):
    status = 400
    code = "bad_request"


class Unauthorized(ApiError):
    """It is not known who asks; the header names the way to prove it."""

    status = 401
    code = "unauthorized"
    headers = MappingProxyType({"WWW-Authenticate": 'Bearer realm="taskapi"'})


class Forbidden(ApiError):
    """It is known who asks, and that they may not."""

    status = 403
    code = "forbidden"


class NotFound(ApiError):
    status = 404
    code = "not_found"


class MethodNotAllowed(ApiError):
    status = 405
    code = "method_not_allowed"


class Conflict(ApiError):
    status = 409
    code = "conflict"


class ConfigError(Exception):
    """A setting that cannot be used; the API does not start with it."""
