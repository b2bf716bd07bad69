import unittest

from taskapi.errors import BadRequest
from taskapi.messages import Response
from taskapi.serialization import read_body, user_body, write_body
from taskapi.users import User


class SerializationTest(unittest.TestCase):
    def test_a_user_is_shown_without_the_password(self) -> None:
        body = user_body(User("ada", "ada@example.org", "stored form"))
        self.assertEqual(body, {"name": "ada", "email": "ada@example.org"})

    def test_bodies_are_json_objects(self) -> None:
        self.assertEqual([read_body(""), read_body('{"a": 1}')], [{}, {"a": 1}])
        for text in ("[]", "1", "{"):
            with self.subTest(text), self.assertRaises(BadRequest):
                read_body(text)

    def test_what_is_sent(self) -> None:
        sent = [write_body(Response(body=body)) for body in (None, "a,b", {"a": 1})]
        self.assertEqual(sent, ["", "a,b", '{"a": 1}'])


if __name__ == "__main__":
    unittest.main()
