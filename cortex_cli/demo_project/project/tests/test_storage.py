import tempfile
import unittest
from pathlib import Path

from taskapi.storage import Storage


class StorageTest(unittest.TestCase):
    def test_a_file_keeps_what_was_put(self) -> None:
        with tempfile.TemporaryDirectory() as place:
            file = Path(place) / "data.json"
            Storage(file).table("notes").put("1", {"text": "hello"})
            self.assertEqual(Storage(file).table("notes").get("1"), {"text": "hello"})
            self.assertEqual([path.name for path in Path(place).iterdir()], ["data.json"])

    def test_records_are_copies(self) -> None:
        table = Storage().table("notes")
        table.put("1", {"text": "hello"})
        table.get("1")["text"] = "changed"
        self.assertEqual(table.get("1"), {"text": "hello"})

    def test_removing_says_whether_there_was_something(self) -> None:
        table = Storage().table("notes")
        table.put("1", {})
        self.assertEqual([table.remove("1"), table.remove("1"), len(table)], [True, False, 0])


if __name__ == "__main__":
    unittest.main()
