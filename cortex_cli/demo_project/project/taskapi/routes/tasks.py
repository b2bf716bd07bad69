"""Tasks: make, list, finish and remove them."""

from taskapi.messages import Request, Response
from taskapi.pagination import page_number, paginate
from taskapi.serialization import page_body, task_body
from taskapi.services import Services


def create(services: Services, request: Request) -> Response:
    """Make a task that belongs to the user who asks."""
    task = services.tasks.add(request.text("title"), request.actor, services.clock())
    return Response(201, task_body(task))


def show_page(services: Services, request: Request) -> Response:
    """A page of the user's tasks, or of all tasks when no user is named."""
    number = page_number(request.query.get("page"))
    page = paginate(services.tasks.all(request.actor), number, services.config.page_size)
    return Response(body=page_body(page))


def finish(services: Services, request: Request) -> Response:
    """Mark a task as done."""
    return Response(body=task_body(services.tasks.finish(request.params["id"])))


def remove(services: Services, request: Request) -> Response:
    """Remove a task."""
    services.tasks.remove(request.params["id"])
    return Response(204)
