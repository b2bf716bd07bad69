import base64
import hashlib
import hmac
import json
import unittest

from taskapi.auth.tokens import (
    ExpiredToken,
    InvalidToken,
    Keyring,
    NoSigningKey,
    encode,
    sign,
    verify,
)

NOW = 1_767_225_600.0
OLD, NEW = b"o" * 32, b"n" * 32
KEYS = Keyring({"new": NEW, "old": OLD})
CLAIMS = {"iss": "taskapi", "sub": "ada", "iat": NOW, "exp": NOW + 60}


def forged(header, claims=CLAIMS, secret=NEW):
    """A token with any header, signed as HS256."""
    signed = ".".join(encode(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{encode(hmac.new(secret, signed.encode(), hashlib.sha256).digest())}"


class TokensTest(unittest.TestCase):
    def believe(self, token, now=NOW, keys=KEYS):
        return verify(token, keys, "taskapi", now)

    def refuse(self, token, error=InvalidToken, **where):
        with self.assertRaises(error) as caught:
            self.believe(token, **where)
        self.assertEqual(caught.exception.status, 401)

    def test_what_was_signed_is_believed(self) -> None:
        self.assertEqual(self.believe(sign(CLAIMS, KEYS)), CLAIMS)

    def test_a_token_is_readable_by_other_libraries(self) -> None:
        header, claims, _ = sign(CLAIMS, KEYS).split(".")
        self.assertEqual(
            json.loads(base64.urlsafe_b64decode(header + "==")),
            {"alg": "HS256", "kid": "new", "typ": "JWT"},
        )
        self.assertEqual(json.loads(base64.urlsafe_b64decode(claims + "==")), CLAIMS)

    def test_any_changed_character_is_noticed(self) -> None:
        token = sign(CLAIMS, KEYS)
        for place, character in enumerate(token):
            other = "A" if character != "A" else "B"
            self.refuse(token[:place] + other + token[place + 1 :])

    def test_the_algorithm_is_not_the_tokens_choice(self) -> None:
        for algorithm in ("none", "None", "HS384", "RS256", None, 1):
            with self.subTest(algorithm):
                self.refuse(forged({"alg": algorithm, "kid": "new"}))
        unsigned = ".".join(sign(CLAIMS, KEYS).split(".")[:2]) + "."
        self.refuse(unsigned)

    def test_unknown_keys_and_extensions_are_refused(self) -> None:
        for header in (
            {"alg": "HS256"},
            {"alg": "HS256", "kid": "other"},
            {"alg": "HS256", "kid": ["new"]},
            {"alg": "HS256", "kid": "old"},
            {"alg": "HS256", "kid": "new", "crit": ["b64"]},
        ):
            with self.subTest(header):
                self.refuse(forged(header))

    def test_a_token_ends(self) -> None:
        token = sign(CLAIMS, KEYS)
        self.believe(token, now=NOW + 59)
        self.refuse(token, ExpiredToken, now=NOW + 60)

    def test_claims_that_are_not_believed(self) -> None:
        for change in (
            {"iss": "other"},
            {"iss": None},
            {"iat": NOW + 3600},
            {"iat": None},
            {"exp": None},
            {"exp": True},
            {"exp": "never"},
            {"exp": float("inf")},
            {"exp": float("nan")},
        ):
            with self.subTest(change):
                self.refuse(sign({**CLAIMS, **change}, KEYS))

    def test_keys_rotate(self) -> None:
        token = sign(CLAIMS, Keyring({"old": OLD}))
        self.assertEqual(self.believe(token), CLAIMS)
        self.refuse(token, keys=Keyring({"new": NEW}))

    def test_rubbish_is_refused_and_not_a_crash(self) -> None:
        body = encode(b"[1]")
        for token in ("", "..", "a.b", "a.b.c", "a.b.c.d", "é.é.é", f"{body}.{body}.{body}"):
            with self.subTest(token):
                self.refuse(token)
        self.refuse(sign({**CLAIMS, "sub": "x" * 5000}, KEYS))
        self.refuse(sign(CLAIMS, KEYS) + "=")

    def test_without_keys_nothing_is_signed_or_believed(self) -> None:
        with self.assertRaises(NoSigningKey):
            sign(CLAIMS, Keyring({}))
        self.refuse(sign(CLAIMS, KEYS), keys=Keyring({}))

    def test_secrets_are_not_shown(self) -> None:
        self.assertNotIn("nnnn", repr(KEYS))


if __name__ == "__main__":
    unittest.main()
