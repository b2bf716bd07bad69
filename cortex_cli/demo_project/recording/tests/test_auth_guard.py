import unittest
from types import SimpleNamespace

from taskapi.auth.guard import acting_user, token_required
from taskapi.auth.sessions import sessions_of
from taskapi.errors import ApiError, Unauthorized
from taskapi.messages import Request, Response
from taskapi.storage import Storage


def services_with(token_keys):
    """As much of the services as the guard looks at."""
    config = SimpleNamespace(
        token_keys=token_keys, token_issuer="taskapi", access_lifetime=900, refresh_lifetime=86400
    )
    return SimpleNamespace(config=config, storage=Storage(), clock=lambda: 1_767_225_600.0)


@token_required
def who(services, request):
    """Say who asks."""
    return Response(body=request.actor)


class GuardTest(unittest.TestCase):
    def setUp(self) -> None:
        self.services = services_with({"k": b"s" * 32})
        self.token = sessions_of(self.services).open("ada").access

    def ask(self, authorization, actor=None):
        headers = {} if authorization is None else {"authorization": authorization}
        return who(self.services, Request("GET", "/", headers=headers, actor=actor)).body

    def test_the_user_of_the_token_is_who_asks(self) -> None:
        for scheme in ("Bearer", "bearer", "BEARER "):
            self.assertEqual(self.ask(f"{scheme} {self.token}"), "ada")
        self.assertEqual(self.ask(f"Bearer {self.token}", actor="bob"), "ada")

    def test_nobody_else_passes(self) -> None:
        for authorization in (None, "", "Bearer", "Bearer ", f"Basic {self.token}", self.token):
            with self.subTest(authorization), self.assertRaises(Unauthorized):
                self.ask(authorization, actor="bob")
        with self.assertRaises(Unauthorized):
            self.ask(f"Bearer {self.token} {self.token}")

    def test_a_closed_session_does_not_pass(self) -> None:
        sessions_of(self.services).close(self.token)
        with self.assertRaises(Unauthorized):
            self.ask(f"Bearer {self.token}")

    def test_without_keys_nobody_can_log_in(self) -> None:
        with self.assertRaises(ApiError) as caught:
            sessions_of(services_with({})).open("ada")
        self.assertEqual(caught.exception.status, 503)

    def test_a_guarded_handler_keeps_its_name_and_its_description(self) -> None:
        self.assertEqual((who.__name__, who.__doc__), ("who", "Say who asks."))

    def test_a_handler_can_insist_on_a_user(self) -> None:
        self.assertEqual(acting_user(Request("GET", "/", actor="ada")), "ada")
        with self.assertRaises(Unauthorized):
            acting_user(Request("GET", "/"))


if __name__ == "__main__":
    unittest.main()
