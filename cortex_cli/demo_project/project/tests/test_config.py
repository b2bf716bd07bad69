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


if __name__ == "__main__":
    unittest.main()
