"""Errors that become responses: each has a status and a code."""


class ApiError(Exception):
    """Something the client is told about."""

    status = 500
    code = "internal"


class BadRequest(ApiError):
    status = 400
    code = "bad_request"


class Unauthorized(ApiError):
    status = 401
    code = "unauthorized"


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
