import unittest

from taskapi.app import create_app
from taskapi.config import Config
from taskapi.messages import Request
from taskapi.routes import ROUTES


class RoutesTest(unittest.TestCase):
    def test_no_two_routes_answer_the_same_request(self) -> None:
        known = [(route.method, route.path) for route in ROUTES]
        self.assertEqual(len(set(known)), len(known))

    def test_every_handler_says_what_it_does(self) -> None:
        self.assertEqual([route.path for route in ROUTES if not route.handler.__doc__], [])

    def test_the_health_of_the_whole_application(self) -> None:
        response = create_app(Config()).handle(Request("GET", "/health"))
        self.assertEqual((response.status, response.body["status"]), (200, "ok"))


class ProtectionTest(unittest.TestCase):
    """The whole application, from the login to the logout."""

    OPEN = {"/health", "/auth/login", "/auth/refresh", "/users", "/login"}

    def setUp(self) -> None:
        self.app = create_app(Config(token_keys={"k": b"s" * 32}, password_cost=2**4))

    def ask(self, method, path, token=None, **body):
        headers = {"Authorization": f"Bearer {token}"} if token else {"X-User": "ada"}
        return self.app.handle(Request(method, path, body, headers))

    def log_in(self, name):
        who = {"name": name, "password": "correct horse battery"}
        self.assertEqual(self.ask("POST", "/users", email=f"{name}@x.org", **who).status, 201)
        return self.ask("POST", "/auth/login", **who).body

    def test_every_route_that_is_not_meant_for_everybody_needs_a_token(self) -> None:
        for route in ROUTES:
            status = self.ask(route.method, route.path).status
            with self.subTest(route.path):
                self.assertEqual(status == 401, route.path not in self.OPEN)

    def test_users_reach_their_own_with_a_token_and_nothing_else(self) -> None:
        ada, bob = self.log_in("ada")["access_token"], self.log_in("bob")["access_token"]
        self.assertEqual(self.ask("POST", "/tasks", ada, title="notes").body["owner"], "ada")
        self.assertEqual(self.ask("GET", "/tasks", bob).body["items"], [])
        self.assertEqual(self.ask("PUT", "/tasks/1/done", bob).status, 403)
        self.assertEqual(self.ask("PUT", "/tasks/1/done", ada).status, 200)
        self.assertNotIn("notes", self.ask("GET", "/reports/tasks.csv", bob).body)
        self.assertEqual(self.ask("GET", "/users/ada", bob).status, 403)

    def test_a_session_from_login_to_logout(self) -> None:
        first = self.log_in("ada")
        self.assertEqual(self.ask("GET", "/tasks", first["refresh_token"]).status, 401)
        second = self.ask("POST", "/auth/refresh", refresh_token=first["refresh_token"]).body
        token = second["access_token"]
        self.assertEqual(self.ask("GET", "/tasks", token).status, 200)
        self.assertEqual(self.ask("POST", "/auth/logout", token).status, 204)
        self.assertEqual(self.ask("GET", "/tasks", token).status, 401)

    def test_without_keys_nobody_logs_in(self) -> None:
        self.app = create_app(Config(password_cost=2**4))
        who = {"name": "ada", "password": "correct horse battery"}
        self.ask("POST", "/users", email="ada@x.org", **who)
        self.assertEqual(self.ask("POST", "/auth/login", **who).status, 503)


if __name__ == "__main__":
    unittest.main()
