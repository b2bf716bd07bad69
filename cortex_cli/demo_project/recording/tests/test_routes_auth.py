import unittest

from support import PASSWORD, make_services

from taskapi.auth.sessions import sessions_of
from taskapi.errors import BadRequest, Unauthorized
from taskapi.messages import Request
from taskapi.routes import auth

KEYS = {"k": b"s" * 32}


class AuthRoutesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.services = make_services(token_keys=KEYS, password_cost=2**4)
        self.sessions = sessions_of(self.services)

    def ask(self, handler, token=None, **body):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return handler(self.services, Request("POST", "/", body, headers))

    def test_a_login_gives_tokens_that_no_cache_keeps(self) -> None:
        response = self.ask(auth.login, name="ada", password=PASSWORD)
        self.assertEqual(self.sessions.user_of(response.body["access_token"]), "ada")
        self.assertEqual(response.body["token_type"], "Bearer")
        self.assertEqual(response.body["expires_in"], 900)
        self.assertEqual(response.headers["Cache-Control"], "no-store")

    def test_a_wrong_login_opens_no_session(self) -> None:
        for name, password in (("ada", "wrong password"), ("eve", PASSWORD)):
            with self.subTest(name), self.assertRaises(Unauthorized):
                self.ask(auth.login, name=name, password=password)
        with self.assertRaises(BadRequest):
            self.ask(auth.login, name="ada")
        self.assertEqual(len(self.sessions.table), 0)

    def test_a_refresh_token_gives_new_tokens_once(self) -> None:
        first = self.sessions.open("ada")
        body = self.ask(auth.refresh, refresh_token=first.refresh).body
        self.assertEqual(self.sessions.user_of(body["access_token"]), "ada")
        self.assertNotEqual(body["refresh_token"], first.refresh)
        with self.assertRaises(Unauthorized):
            self.ask(auth.refresh, refresh_token=first.refresh)

    def test_a_logout_revokes_the_tokens(self) -> None:
        pair = self.sessions.open("ada")
        self.assertEqual(self.ask(auth.logout, pair.access).status, 204)
        with self.assertRaises(Unauthorized):
            self.ask(auth.logout, pair.access)
        with self.assertRaises(Unauthorized):
            self.ask(auth.refresh, refresh_token=pair.refresh)


if __name__ == "__main__":
    unittest.main()
