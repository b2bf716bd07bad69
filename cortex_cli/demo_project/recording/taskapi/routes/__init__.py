"""The registry of routes: every method and path of the API, and who answers it.

A route without `token_required` is open to everybody.
"""

from taskapi.auth.guard import token_required
from taskapi.messages import Route
from taskapi.routes import auth, health, reports, tasks, users

ROUTES = (
    Route("GET", "/health", health.check),
    Route("POST", "/auth/login", auth.login),
    Route("POST", "/auth/refresh", auth.refresh),
    Route("POST", "/auth/logout", token_required(auth.logout)),
    Route("POST", "/users", users.register),
    Route("POST", "/login", users.login),
    Route("GET", "/users/{name}", token_required(users.show)),
    Route("PUT", "/users/{name}/password", token_required(users.change_password)),
    Route("DELETE", "/users/{name}", token_required(users.remove)),
    Route("POST", "/tasks", token_required(tasks.create)),
    Route("GET", "/tasks", token_required(tasks.show_page)),
    Route("PUT", "/tasks/{id}/done", token_required(tasks.finish)),
    Route("DELETE", "/tasks/{id}", token_required(tasks.remove)),
    Route("GET", "/reports/tasks.csv", token_required(reports.export_tasks)),
)
