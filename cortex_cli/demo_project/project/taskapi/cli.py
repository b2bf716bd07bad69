"""The command line: one request in, one response out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from taskapi import __version__
from taskapi.app import create_app
from taskapi.config import Config
from taskapi.errors import BadRequest, ConfigError
from taskapi.messages import Request
from taskapi.serialization import read_body, write_body


def main(
    arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ
) -> int:
    """Answer one request; 0 when it succeeded, 1 when not, 2 when it could not be asked."""
    options = parser().parse_args(arguments)
    try:
        app = create_app(Config.from_environment(environment))
        response = app.handle(request_of(options))
    except (ConfigError, BadRequest) as error:
        print(f"taskapi: {error}", file=sys.stderr)
        return 2
    print(response.status, write_body(response))
    return 0 if response.status < 400 else 1


def parser() -> argparse.ArgumentParser:
    built = argparse.ArgumentParser(prog="taskapi", description=__doc__)
    built.add_argument("--version", action="version", version=__version__)
    built.add_argument("method", type=str.upper, help="GET, POST, PUT or DELETE")
    built.add_argument("path", help="such as /tasks?page=2")
    built.add_argument("--data", default="", metavar="JSON", help="the body of the request")
    built.add_argument("--header", action="append", default=[], metavar="NAME: VALUE")
    return built


def request_of(options: argparse.Namespace) -> Request:
    url = urlsplit(options.path)
    headers = {}
    for header in options.header:
        name, colon, value = header.partition(":")
        if not colon:
            raise BadRequest(f"a header is written NAME: VALUE, not {header!r}")
        headers[name.strip()] = value.strip()
    query = dict(parse_qsl(url.query))
    return Request(options.method, url.path, read_body(options.data), headers, query)


if __name__ == "__main__":
    raise SystemExit(main())
