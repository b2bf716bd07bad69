import unittest

from support import asked_by, make_services

from taskapi.errors import BadRequest
from taskapi.routes import tasks


class TaskRoutesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.services = make_services(page_size=2)
        for title in ("one", "two", "three"):
            tasks.create(self.services, asked_by("ada", {"title": title}))

    def test_a_new_task_belongs_to_who_asks(self) -> None:
        response = tasks.create(self.services, asked_by("bob", {"title": "four"}))
        self.assertEqual((response.status, response.body["owner"]), (201, "bob"))

    def test_a_task_needs_a_title(self) -> None:
        with self.assertRaises(BadRequest):
            tasks.create(self.services, asked_by("ada", {"title": 4}))

    def test_a_list_comes_in_pages(self) -> None:
        response = tasks.show_page(self.services, asked_by("ada", query={"page": "2"}))
        self.assertEqual([item["title"] for item in response.body["items"]], ["three"])
        self.assertFalse(response.body["more"])

    def test_a_list_has_the_tasks_of_who_asks(self) -> None:
        self.assertEqual(tasks.show_page(self.services, asked_by("bob")).body["items"], [])

    def test_a_task_is_finished_and_removed(self) -> None:
        self.assertTrue(tasks.finish(self.services, asked_by("ada", id="1")).body["done"])
        self.assertEqual(tasks.remove(self.services, asked_by("ada", id="1")).status, 204)


if __name__ == "__main__":
    unittest.main()
