"""Between objects and JSON: what clients may see of a user or a task."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from taskapi.errors import BadRequest
from taskapi.messages import Response
from taskapi.pagination import Page
from taskapi.tasks import Task
from taskapi.users import User


def user_body(user: User) -> dict[str, Any]:
    """A user without the password."""
    return {"name": user.name, "email": user.email}


def task_body(task: Task) -> dict[str, Any]:
    return {"id": task.id, "title": task.title, "owner": task.owner, "done": task.done}


def page_body(page: Page[Task]) -> dict[str, Any]:
    return {
        "page": page.number,
        "more": page.more,
        "items": [task_body(task) for task in page.items],
    }


def read_body(text: str) -> Mapping[str, Any]:
    """The JSON object in `text`, empty where there is no text."""
    if not text.strip():
        return {}
    try:
        body = json.loads(text)
    except ValueError as error:
        raise BadRequest("the body is not JSON") from error
    if not isinstance(body, dict):
        raise BadRequest("the body must be a JSON object")
    return body


def write_body(response: Response) -> str:
    """The text that is sent for a response."""
    if response.body is None:
        return ""
    return response.body if isinstance(response.body, str) else json.dumps(response.body)
