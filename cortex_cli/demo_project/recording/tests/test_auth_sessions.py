import unittest
from dataclasses import replace

from taskapi.auth.sessions import Sessions
from taskapi.auth.tokens import ExpiredToken, InvalidToken, Keyring
from taskapi.storage import Storage

NOW = 1_767_225_600.0


class SessionsTest(unittest.TestCase):
    def setUp(self) -> None:
        table = Storage().table("sessions")
        keyring = Keyring({"k": b"s" * 32})
        self.sessions = Sessions(table, keyring, "taskapi", 900, 86400, NOW)

    def after(self, seconds):
        return replace(self.sessions, now=NOW + seconds)

    def refuse(self, use, token, error=InvalidToken):
        with self.assertRaises(error):
            use(token)

    def test_an_access_token_names_its_user_for_a_while(self) -> None:
        pair = self.sessions.open("ada")
        self.assertEqual(self.after(899).user_of(pair.access), "ada")
        self.refuse(self.after(900).user_of, pair.access, ExpiredToken)

    def test_each_token_has_one_use(self) -> None:
        pair = self.sessions.open("ada")
        self.refuse(self.sessions.user_of, pair.refresh)
        self.refuse(self.sessions.refresh, pair.access)
        self.refuse(self.sessions.close, pair.refresh)

    def test_a_refresh_continues_the_session(self) -> None:
        pair = self.after(2000).refresh(self.sessions.open("ada").refresh)
        self.assertEqual(self.after(2001).user_of(pair.access), "ada")
        self.after(2002).refresh(pair.refresh)

    def test_a_refresh_token_that_comes_twice_ends_the_session(self) -> None:
        first = self.sessions.open("ada")
        second = self.sessions.refresh(first.refresh)
        self.refuse(self.sessions.refresh, first.refresh)
        self.refuse(self.sessions.refresh, second.refresh)
        self.refuse(self.sessions.user_of, second.access)

    def test_a_closed_session_voids_its_tokens_and_no_others(self) -> None:
        closed, other = self.sessions.open("ada"), self.sessions.open("ada")
        self.sessions.close(closed.access)
        self.refuse(self.sessions.user_of, closed.access)
        self.refuse(self.sessions.refresh, closed.refresh)
        self.assertEqual(self.sessions.user_of(other.access), "ada")

    def test_all_sessions_of_a_user_can_be_closed(self) -> None:
        ada, bob = self.sessions.open("ada"), self.sessions.open("bob")
        self.sessions.close_all("ada")
        self.refuse(self.sessions.user_of, ada.access)
        self.assertEqual(self.sessions.user_of(bob.access), "bob")

    def test_expired_sessions_are_forgotten(self) -> None:
        self.sessions.open("ada")
        self.after(86400).open("bob")
        users = [record["user"] for _, record in self.sessions.table.items()]
        self.assertEqual(users, ["bob"])


if __name__ == "__main__":
    unittest.main()
