import hashlib
import unittest

from support import PASSWORD, make_services

from taskapi.errors import BadRequest, Conflict, NotFound, Unauthorized


class UserStoreTest(unittest.TestCase):
    def setUp(self) -> None:
        self.users = make_services(password_cost=2**4).users

    def test_the_right_password_gives_the_user(self) -> None:
        self.assertEqual(self.users.authenticate("ada", PASSWORD).email, "ada@example.org")

    def test_a_wrong_password_and_an_unknown_name_look_alike(self) -> None:
        messages = set()
        for name, password in (("ada", "wrong password"), ("eve", PASSWORD)):
            with self.assertRaises(Unauthorized) as caught:
                self.users.authenticate(name, password)
            messages.add(str(caught.exception))
        self.assertEqual(len(messages), 1)

    def test_the_password_itself_is_not_kept(self) -> None:
        user = self.users.find("ada")
        self.assertNotIn(PASSWORD, user.password)
        self.assertNotIn(user.password, repr(user))
        self.assertNotEqual(user.password, self.users.find("bob").password)

    def test_a_password_of_an_earlier_release_is_stored_anew_at_login(self) -> None:
        salt = "00112233aabbccdd"
        stored = f"{salt}${hashlib.sha256(f'{salt}{PASSWORD}'.encode()).hexdigest()}"
        self.users.table.put("ada", {"email": "ada@example.org", "password": stored})
        with self.assertRaises(Unauthorized):
            self.users.authenticate("ada", "wrong password")
        self.assertEqual(self.users.find("ada").password, stored)
        self.users.authenticate("ada", PASSWORD)
        self.assertTrue(self.users.find("ada").password.startswith("scrypt$16$"))
        self.users.authenticate("ada", PASSWORD)

    def test_a_changed_password_replaces_the_old_one(self) -> None:
        self.users.change_password("ada", "another long one")
        self.users.authenticate("ada", "another long one")
        with self.assertRaises(Unauthorized):
            self.users.authenticate("ada", PASSWORD)

    def test_what_cannot_be_registered(self) -> None:
        cases = (
            (BadRequest, ("Ada Lovelace", "a@example.org", PASSWORD)),
            (BadRequest, ("eve", "no address", PASSWORD)),
            (BadRequest, ("eve", "eve@example.org", "short")),
            (Conflict, ("ada", "a@example.org", PASSWORD)),
        )
        for error, values in cases:
            with self.subTest(values), self.assertRaises(error):
                self.users.register(*values)

    def test_a_removed_user_is_gone(self) -> None:
        self.users.remove("ada")
        with self.assertRaises(NotFound):
            self.users.find("ada")


if __name__ == "__main__":
    unittest.main()
