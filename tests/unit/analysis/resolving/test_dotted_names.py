from __future__ import annotations

import pytest

from tests.unit.analysis.resolving.resolved import meant

COMPOSER = '{"autoload": {"psr-4": {"App\\\\": "src/", "App\\\\Tests\\\\": ["tests/"]}}}'
PATHS = [
    "app/src/main/java/org/shop/Users.java",
    "app/src/main/java/org/shop/db/Table.java",
    "app/src/main/java/org/shop/db/Row.java",
    "app/src/main/kotlin/org/shop/Cart.kt",
    "other/src/main/java/org/shop/Users.java",
    "src/Shop.Core/Models/User.cs",
    "src/Shop.Core/Models/Order.cs",
    "src/Service/Mailer.php",
    "tests/MailerTest.php",
    "lib/legacy.php",
]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("app/A.java", "import org.shop.Users;", ["app/src/main/java/org/shop/Users.java"]),
        ("other/A.java", "import org.shop.Users;", ["other/src/main/java/org/shop/Users.java"]),
        ("app/A.java", "import org.shop.Users.Kind;", ["app/src/main/java/org/shop/Users.java"]),
        ("app/A.java", "import static org.shop.Users.Kind.OPEN;", ["app/src/main/java/org/shop/Users.java"]),
        ("app/A.java", "import static org.shop.db.Table.*;", ["app/src/main/java/org/shop/db/Table.java"]),
        ("app/A.java", "import org.shop.db.*;", ["app/src/main/java/org/shop/db/Row.java", "app/src/main/java/org/shop/db/Table.java"]),
        ("app/A.java", "import org.shop.Cart;", ["app/src/main/kotlin/org/shop/Cart.kt"]),
        ("app/a.kt", "import org.shop.db.Row as R", ["app/src/main/java/org/shop/db/Row.java"]),
        ("app/A.java", "import java.util.List;", []),
        ("src/Web/A.cs", "using Shop.Core.Models;", ["src/Shop.Core/Models/Order.cs", "src/Shop.Core/Models/User.cs"]),
        ("src/Web/A.cs", "using U = Shop.Core.Models.User;", ["src/Shop.Core/Models/Order.cs", "src/Shop.Core/Models/User.cs"][1:]),
        ("src/Web/A.cs", "using System.Text;", []),
        ("src/a.php", "<?php use App\\Service\\Mailer;", ["src/Service/Mailer.php"]),
        ("src/a.php", "<?php use App\\{Service\\Mailer as M, Tests\\MailerTest};", ["src/Service/Mailer.php", "tests/MailerTest.php"]),
        ("src/a.php", "<?php require_once __DIR__ . '/../lib/legacy.php';", ["lib/legacy.php"]),
    ],
)  # fmt: skip
def test_where_a_name_is_found(path: str, text: str, expected: list[str]) -> None:
    assert meant(PATHS, path, text + "\n", {"composer.json": COMPOSER}) == expected
