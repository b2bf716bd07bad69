"""Tasks: make, list, finish and remove one's own."""

from taskapi.auth.guard import acting_user
from taskapi.errors import Forbidden
from taskapi.messages import Request, Response
from taskapi.pagination import page_number, paginate
from taskapi.serialization import page_body, task_body
from taskapi.services import Services


def create(services: Services, request: Request) -> Response:
    """Make a task that belongs to the user who asks."""
    owner = acting_user(request)
    task = services.tasks.add(request.text("title"), owner, services.clock())
    return Response(201, task_body(task))


def show_page(services: Services, request: Request) -> Response:
    """A page of the tasks of the user who asks."""
    number = page_number(request.query.get("page"))
    own = services.tasks.all(acting_user(request))
    return Response(body=page_body(paginate(own, number, services.config.page_size)))


def finish(services: Services, request: Request) -> Response:
    """Mark a task as done."""
    return Response(body=task_body(services.tasks.finish(own_task(services, request))))


def remove(services: Services, request: Request) -> Response:
    """Remove a task."""
    services.tasks.remove(own_task(services, request))
    return Response(204)


def own_task(services: Services, request: Request) -> str:
    """The id of the task in the path, which must belong to the user who asks."""
    actor = acting_user(request)
    if services.tasks.find(request.params["id"]).owner != actor:
        raise Forbidden("this task belongs to another user")
    return request.params["id"]
