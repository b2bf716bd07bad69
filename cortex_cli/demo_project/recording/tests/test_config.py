import unittest
from pathlib import Path

from taskapi.config import Config
from taskapi.errors import ConfigError


class ConfigTest(unittest.TestCase):
    def test_an_empty_environment_gives_the_defaults(self) -> None:
        self.assertEqual(Config.from_environment({}), Config())

    def test_settings_are_read(self) -> None:
        config = Config.from_environment({"TASKAPI_DATA": "d.json", "TASKAPI_PAGE_SIZE": "5"})
        self.assertEqual((config.data_file, config.page_size), (Path("d.json"), 5))

    def test_a_number_that_is_none_is_refused_by_name(self) -> None:
        for value in ("0", "-1", "many", "", "²"):
            with self.subTest(value), self.assertRaisesRegex(ConfigError, "TASKAPI_PAGE_SIZE"):
                Config.from_environment({"TASKAPI_PAGE_SIZE": value})

    def test_keys_are_read_in_their_order(self) -> None:
        text = f"new:{'n' * 32}, old:{'o' * 40}"
        keys = Config.from_environment({"TASKAPI_TOKEN_KEYS": text}).token_keys
        self.assertEqual(list(keys.items()), [("new", b"n" * 32), ("old", b"o" * 40)])

    def test_keys_that_are_refused(self) -> None:
        long = "s" * 32
        for text in ("k:tooshort", long, f":{long}", f"k:{long},k:{long}"):
            with self.subTest(text), self.assertRaises(ConfigError) as caught:
                Config.from_environment({"TASKAPI_TOKEN_KEYS": text})
            self.assertNotIn("tooshort", str(caught.exception))
            self.assertNotIn(long, str(caught.exception))

    def test_secrets_are_not_shown(self) -> None:
        self.assertNotIn("ssss", repr(Config(token_keys={"k": b"s" * 32})))

    def test_there_is_no_default_key(self) -> None:
        self.assertEqual(len(Config().token_keys), 0)


if __name__ == "__main__":
    unittest.main()
