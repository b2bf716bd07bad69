import unittest

from support import make_services

from taskapi.app import Application
from taskapi.errors import Conflict, Unauthorized
from taskapi.messages import Request, Response, Route


def who(services, request):
    return Response(body={"actor": request.actor, **request.params})


def fail(services, request):
    raise Conflict("taken")


def private(services, request):
    raise Unauthorized("who are you?")


ROUTES = (
    Route("GET", "/who/{name}", who),
    Route("POST", "/fail", fail),
    Route("GET", "/private", private),
)


class ApplicationTest(unittest.TestCase):
    def setUp(self) -> None:
        self.app = Application(make_services(), ROUTES)

    def test_a_route_gets_the_named_parts_of_the_path(self) -> None:
        self.assertEqual(self.app.handle(Request("GET", "/who/me")).body["name"], "me")

    def test_what_a_request_says_about_its_user_is_not_believed(self) -> None:
        request = Request("GET", "/who/me", headers={"X-User": "ada"}, actor="ada")
        self.assertIsNone(self.app.handle(request).body["actor"])

    def test_an_error_becomes_a_response_with_status_and_code(self) -> None:
        response = self.app.handle(Request("POST", "/fail"))
        self.assertEqual(response.status, 409)
        self.assertEqual(response.body, {"error": "conflict", "message": "taken"})

    def test_an_error_brings_its_headers(self) -> None:
        response = self.app.handle(Request("GET", "/private"))
        self.assertEqual(response.status, 401)
        self.assertIn("Bearer", response.headers["WWW-Authenticate"])

    def test_unknown_paths_and_methods_are_told_apart(self) -> None:
        self.assertEqual(self.app.handle(Request("GET", "/nowhere")).status, 404)
        self.assertEqual(self.app.handle(Request("POST", "/who/me")).status, 405)
        self.assertEqual(self.app.handle(Request("GET", "/who/")).status, 404)


if __name__ == "__main__":
    unittest.main()
