"""The registry of routes: every method and path of the API, and who answers it."""

from taskapi.messages import Route
from taskapi.routes import health, reports, tasks, users

ROUTES = (
    Route("GET", "/health", health.check),
    Route("POST", "/users", users.register),
    Route("POST", "/login", users.login),
    Route("GET", "/users/{name}", users.show),
    Route("PUT", "/users/{name}/password", users.change_password),
    Route("DELETE", "/users/{name}", users.remove),
    Route("POST", "/tasks", tasks.create),
    Route("GET", "/tasks", tasks.show_page),
    Route("PUT", "/tasks/{id}/done", tasks.finish),
    Route("DELETE", "/tasks/{id}", tasks.remove),
    Route("GET", "/reports/tasks.csv", reports.export_tasks),
)
