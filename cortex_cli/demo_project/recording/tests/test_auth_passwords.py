import hashlib
import unittest

from taskapi.auth.passwords import hash_password, needs_rehash, unmatchable, verify_password

CHEAP = 2**4


class PasswordsTest(unittest.TestCase):
    def test_only_the_right_password_matches(self) -> None:
        stored = hash_password("correct horse", CHEAP)
        self.assertTrue(verify_password("correct horse", stored))
        for wrong in ("Correct horse", "correct horse ", "", "\ud800"):
            self.assertFalse(verify_password(wrong, stored))

    def test_equal_passwords_are_stored_differently(self) -> None:
        self.assertNotEqual(hash_password("same", CHEAP), hash_password("same", CHEAP))

    def test_the_form_of_earlier_releases_is_understood_and_outdated(self) -> None:
        salt = "00112233aabbccdd"
        stored = f"{salt}${hashlib.sha256(f'{salt}correct horse'.encode()).hexdigest()}"
        self.assertTrue(verify_password("correct horse", stored))
        self.assertFalse(verify_password("wrong horse", stored))
        self.assertTrue(needs_rehash(stored, CHEAP))

    def test_another_cost_is_outdated(self) -> None:
        stored = hash_password("correct horse", CHEAP)
        self.assertFalse(needs_rehash(stored, CHEAP))
        self.assertTrue(needs_rehash(stored, CHEAP * 2))

    def test_forms_that_match_nothing(self) -> None:
        for stored in ("", "plain", "scrypt$16$$", unmatchable(CHEAP)):
            with self.subTest(stored):
                self.assertFalse(verify_password("plain", stored))
                self.assertFalse(verify_password("", stored))


if __name__ == "__main__":
    unittest.main()
