"""A task list behind an API that needs no web server."""

__version__ = "0.3.0"
