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


if __name__ == "__main__":
    unittest.main()
