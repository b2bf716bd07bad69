import unittest

from support import PASSWORD, asked_by, make_services

from taskapi.auth.sessions import sessions_of
from taskapi.errors import Forbidden, NotFound, Unauthorized
from taskapi.routes import users


class UserRoutesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.services = make_services(password_cost=2**4, token_keys={"k": b"s" * 32})

    def test_registration_answers_with_the_user(self) -> None:
        body = {"name": "eve", "email": "eve@example.org", "password": PASSWORD}
        response = users.register(self.services, asked_by(None, body))
        self.assertEqual(response.status, 201)
        self.assertEqual(response.body, {"name": "eve", "email": "eve@example.org"})

    def test_the_old_login_checks_the_password_and_names_its_successor(self) -> None:
        body = {"name": "ada", "password": PASSWORD}
        response = users.login(self.services, asked_by(None, body))
        self.assertEqual((response.status, response.body["name"]), (200, "ada"))
        self.assertIn("/auth/login", response.headers["Link"])
        with self.assertRaises(Unauthorized):
            users.login(self.services, asked_by(None, {**body, "password": "wrong password"}))

    def test_a_user_is_shown(self) -> None:
        response = users.show(self.services, asked_by("ada", name="ada"))
        self.assertEqual(response.body["email"], "ada@example.org")

    def test_a_password_can_be_changed(self) -> None:
        request = asked_by("ada", {"password": "another long one"}, name="ada")
        self.assertEqual(users.change_password(self.services, request).status, 204)
        self.services.users.authenticate("ada", "another long one")

    def test_a_user_can_leave(self) -> None:
        self.assertEqual(users.remove(self.services, asked_by("ada", name="ada")).status, 204)
        with self.assertRaises(NotFound):
            self.services.users.find("ada")

    def test_others_are_out_of_reach(self) -> None:
        for handler in (users.show, users.change_password, users.remove):
            request = asked_by("bob", {"password": "another long one"}, name="ada")
            with self.subTest(handler.__name__), self.assertRaises(Forbidden):
                handler(self.services, request)
            with self.subTest(handler.__name__), self.assertRaises(Unauthorized):
                handler(self.services, asked_by(None, request.body, name="ada"))
        self.services.users.authenticate("ada", PASSWORD)

    def test_a_new_password_and_leaving_end_all_sessions(self) -> None:
        sessions = sessions_of(self.services)
        for handler in (users.change_password, users.remove):
            token = sessions.open("ada").access
            handler(self.services, asked_by("ada", {"password": "another long one"}, name="ada"))
            with self.subTest(handler.__name__), self.assertRaises(Unauthorized):
                sessions.user_of(token)


if __name__ == "__main__":
    unittest.main()
