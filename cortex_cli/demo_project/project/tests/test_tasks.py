import unittest

from taskapi.errors import BadRequest, NotFound
from taskapi.storage import Storage
from taskapi.tasks import TaskStore


class TaskStoreTest(unittest.TestCase):
    def setUp(self) -> None:
        self.tasks = TaskStore(Storage().table("tasks"))

    def test_tasks_are_numbered_and_listed_by_owner(self) -> None:
        self.tasks.add("one", "ada", 1.0)
        self.tasks.add("two", "bob", 2.0)
        self.tasks.remove("1")
        self.assertEqual(self.tasks.add("three", "bob", 3.0).id, "3")
        self.assertEqual([task.title for task in self.tasks.all("bob")], ["two", "three"])
        self.assertEqual(list(self.tasks.all("ada")), [])

    def test_a_finished_task_is_done(self) -> None:
        task = self.tasks.add("  one ", "ada", 1.0)
        self.tasks.finish(task.id)
        self.assertEqual((self.tasks.find("1").done, self.tasks.find("1").title), (True, "one"))

    def test_titles_have_a_length(self) -> None:
        for title in ("", "   ", "x" * 201):
            with self.subTest(title), self.assertRaises(BadRequest):
                self.tasks.add(title, "ada", 1.0)

    def test_an_unknown_task_is_not_found(self) -> None:
        for use in (self.tasks.find, self.tasks.finish, self.tasks.remove):
            with self.assertRaises(NotFound):
                use("7")


if __name__ == "__main__":
    unittest.main()
