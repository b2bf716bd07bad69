import contextlib
import io
import json
import tempfile
import unittest
from pathlib import Path

from taskapi.cli import main

USER = {"name": "ada", "email": "ada@example.org", "password": "correct horse battery"}


def run(*arguments, **environment):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments, environment)
    return code, out.getvalue(), err.getvalue()


class CommandLineTest(unittest.TestCase):
    def test_users_are_there_the_next_time(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            data = str(Path(place) / "data.json")
            first = run("post", "/users", "--data", json.dumps(USER), TASKAPI_DATA=data)
            again = run("post", "/users", "--data", json.dumps(USER), TASKAPI_DATA=data)
        self.assertEqual((first[0], first[1][:3]), (0, "201"))
        self.assertEqual((again[0], again[1][:3]), (1, "409"))

    def test_what_cannot_be_asked_is_said_on_standard_error(self) -> None:
        for arguments, environment in (
            (("GET", "/health", "--header", "nothing"), {}),
            (("POST", "/users", "--data", "{"), {}),
            (("GET", "/health"), {"TASKAPI_PAGE_SIZE": "none"}),
        ):
            with self.subTest(arguments):
                code, out, err = run(*arguments, **environment)
                self.assertEqual((code, out, err[:8]), (2, "", "taskapi:"))


if __name__ == "__main__":
    unittest.main()
