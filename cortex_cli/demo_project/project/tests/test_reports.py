import unittest

from support import NOW, asked_by, make_services

from taskapi.reports import tasks_csv
from taskapi.routes import reports
from taskapi.tasks import Task


class ReportsTest(unittest.TestCase):
    def test_tasks_as_csv(self) -> None:
        text = tasks_csv([Task("1", "a, b", "ada", NOW, True), Task("2", "c", None, NOW)])
        self.assertEqual(
            text.splitlines(),
            ["id,title,owner,made,done", '1,"a, b",ada,2026-01-01,yes', "2,c,,2026-01-01,no"],
        )

    def test_a_title_is_never_a_formula(self) -> None:
        self.assertIn("'=1+1", tasks_csv([Task("1", "=1+1", "ada", NOW)]))

    def test_the_route_answers_with_csv(self) -> None:
        services = make_services()
        services.tasks.add("one", "ada", NOW)
        services.tasks.add("two", "bob", NOW)
        response = reports.export_tasks(services, asked_by("ada"))
        self.assertIn("one", response.body)
        self.assertNotIn("two", response.body)
        self.assertTrue(response.headers["Content-Type"].startswith("text/csv"))


if __name__ == "__main__":
    unittest.main()
