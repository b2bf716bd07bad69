import unittest

from taskapi.errors import BadRequest
from taskapi.pagination import Page, page_number, paginate


class PaginationTest(unittest.TestCase):
    def test_pages_of_two(self) -> None:
        self.assertEqual(paginate("abcd", 1, 2), Page(1, ("a", "b"), True))
        self.assertEqual(paginate("abcd", 2, 2), Page(2, ("c", "d"), False))
        self.assertEqual(paginate("abcd", 3, 2), Page(3, (), False))

    def test_page_numbers(self) -> None:
        self.assertEqual([page_number(None), page_number("12")], [1, 12])
        for text in ("0", "-1", "one", ""):
            with self.subTest(text), self.assertRaises(BadRequest):
                page_number(text)


if __name__ == "__main__":
    unittest.main()
