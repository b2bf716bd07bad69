"""Reports for download."""

from taskapi.messages import Request, Response
from taskapi.reports import tasks_csv
from taskapi.services import Services


def export_tasks(services: Services, request: Request) -> Response:
    """The user's tasks as CSV, or all tasks when no user is named."""
    headers = {"Content-Type": "text/csv; charset=utf-8"}
    return Response(body=tasks_csv(services.tasks.all(request.actor)), headers=headers)
