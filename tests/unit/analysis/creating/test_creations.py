from __future__ import annotations

import pytest

from cortex_cli.analysis.choosing.relevance import best_sources
from cortex_cli.analysis.creating.creations import Component, new_component
from cortex_cli.analysis.creating.part_names import component_names, short_name, split_at_preposition
from cortex_cli.analysis.request.query import read_request
from cortex_cli.model.analysis import Role
from cortex_cli.model.scope import Scope
from cortex_cli.model.task_type import TaskType
from tests.unit.analysis.project import API, material_of, ranked

JWT = "Add JWT authentication with secure token handling"


def component_for(request: str, texts: dict[str, str] = API, task_type: TaskType | None = None) -> Component | None:
    material = material_of(texts, request, task_type=task_type)
    return new_component(material, best_sources(ranked(material), material), ["tests/test_users.py"])


def patterns(component: Component | None) -> set[str]:
    return {creation.pattern for creation in component.creations} if component else set()


@pytest.mark.parametrize(
    ("request_text", "names"),
    [
        (JWT, ("auth", "jwt", "token")),
        ("Add a cache for reports", ("cache",)),
        ("Add rate limiting to the API", ("limiting", "rate")),
        ("Introduce webhooks", ("webhook",)),
        ("Implement audit trails for users", ("trail", "audit")),
        ("Add a --json option to the export command", ()),
        ("Add a field to User", ()),
        ("feat(users): Add audit trails", ("trail", "audit")),
        ("Add `AuditTrail` for users", ()),
        ("Add", ()),
        ("Add support", ()),
    ],
)
def test_a_new_part_is_called_after_what_is_added(request_text: str, names: tuple[str, ...]) -> None:
    assert component_names(read_request(request_text)) == names


def test_words_are_split_at_the_first_preposition() -> None:
    assert split_at_preposition("Add a cache for reports of users") == (
        ["add", "a", "cache"],
        ["for", "reports", "of", "users"],
    )
    assert split_at_preposition("Add caches") == (["add", "caches"], [])


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("authentication", "auth"),
        ("webhooks", "webhook"),
        ("status", "status"),
        ("trails", "trail"),
        ("日本", ""),
    ],
)
def test_the_usual_name_of_a_module(word: str, name: str) -> None:
    assert short_name(word) == name


def test_new_files_follow_the_conventions_of_the_repository() -> None:
    found = patterns(component_for(JWT))
    assert {"api/auth/", "api/token*.py", "api/jwt*.py"} <= found
    assert "api/auth.py" not in found, "a directory and a file of one name cannot both be meant"
    assert "api/routes/auth.py" in found
    assert {"tests/test_auth*.py", "tests/test_token*.py"} <= found
    assert "tests/test_routes_auth.py" in found


def test_every_creation_says_why_and_has_a_role() -> None:
    component = component_for(JWT)
    assert component is not None
    for creation in component.creations:
        assert creation.evidence
        assert creation.role is (Role.TEST if creation.pattern.startswith("tests/") else Role.SOURCE)


def test_creations_match_no_file_that_exists() -> None:
    component = component_for(JWT, {**API, "api/tokenizer.py": "", "tests/test_authors.py": "", "api/authors.py": ""})
    assert component is not None
    scope = Scope(touch=tuple(patterns(component)))
    assert not any(
        scope.matches(path) for path in (*API, "api/tokenizer.py", "tests/test_authors.py", "api/authors.py")
    )


def test_a_part_that_exists_is_extended_not_created() -> None:
    assert component_for(JWT, {**API, "api/auth.py": "def login(): ...\n"}) is None
    assert component_for(JWT, {**API, "api/auth/__init__.py": ""}) is None


@pytest.mark.parametrize("task_type", [TaskType.BUG, TaskType.REFACTOR, TaskType.DOCS, TaskType.TEST])
def test_only_features_create_parts(task_type: TaskType) -> None:
    assert component_for(JWT, task_type=task_type) is None


def test_without_a_matching_source_nobody_knows_where() -> None:
    assert component_for("Add blockchain mining") is None


def test_without_tests_none_are_proposed() -> None:
    texts = {path: text for path, text in API.items() if not path.startswith("tests/")}
    assert not any(pattern.startswith("tests/") for pattern in patterns(component_for(JWT, texts)))


def test_special_characters_of_real_names_are_escaped() -> None:
    texts = {
        "app/[id]/src/user.ts": "export class User { password = 1 }\n",
        "app/[id]/src/login.ts": "import { User } from './user'\n",
    }
    assert "app/\\[id\\]/src/auth/" in patterns(component_for(JWT, texts))


def test_other_languages_get_their_own_extension_and_tests() -> None:
    texts = {
        "web/src/user.ts": "export class User { password = 1 }\n",
        "web/src/user.test.ts": "import { User } from './user'\n",
    }
    found = patterns(component_for(JWT, texts))
    assert {"web/src/auth/", "web/src/jwt*.ts", "web/src/auth*.test.ts"} <= found


COMMANDS = {
    "tool/__init__.py": "",
    "tool/app.py": "from tool.commands import export, listing, run\n\nTABLE = [export.main, listing.main, run.main]\n",
    **{f"tool/commands/{name}.py": "def main(command): ...\n" for name in ("export", "listing", "run")},
    "tool/commands/__init__.py": "",
    "tests/commands/test_export.py": "from tool.commands import export\n",
    "tests/commands/test_run.py": "from tool.commands import run\n",
    "docs/commands/export.md": "# export\n",
    "docs/commands/run.md": "# run\n",
}


def test_a_command_gets_the_files_that_each_command_has() -> None:
    component = component_for("Add a prune command", COMMANDS)
    assert patterns(component) == {
        "tool/commands/prune.py",
        "tests/commands/test_prune.py",
        "docs/commands/prune.md",
    }
    assert component is not None
    assert component.areas[0].registries == ("tool/app.py",)


def test_an_existing_file_that_is_named_proposes_no_directory() -> None:
    assert component_for("Add audit trails to api/users.py") is None
    assert component_for("Add audit trails in api/audit.py") is None
    assert component_for("Add a mail module for users") is not None


def test_a_part_of_which_little_is_said_is_one_file() -> None:
    found = patterns(component_for("Add a ledger module for the password of users"))
    assert "api/ledger.py" in found
    assert not any(pattern.endswith("/") for pattern in found)


@pytest.mark.parametrize(
    "request_text",
    [
        "Add back opening session for users on context push",
        "Add routine for checking if a user is hidden",
        "Add config for ignoring users",
        "Add audit trails for users",
    ],
)
def test_stray_words_make_no_part(request_text: str) -> None:
    assert component_for(request_text, task_type=TaskType.FEATURE) is None


def test_where_the_request_names_the_new_file_nothing_else_is_invented() -> None:
    assert component_for("Add a mail module for users in api/post.py") is None
    assert component_for("Add tool/commands/prune.py, a prune command", COMMANDS) is None


def test_a_renderer_stands_where_things_are_rendered() -> None:
    texts = {f"render/{name}.go": "package render\n" for name in ("json", "xml", "yaml")}
    texts |= {f"binding/{name}_test.go": "package binding\n" for name in ("json", "xml", "yaml")}
    component = component_for("feat(render): add PDF renderer and tests", texts, TaskType.FEATURE)
    assert patterns(component) == {"render/pdf.go"}


def test_a_migration_is_no_part() -> None:
    texts = {**API, "api/migrations/0001_start.py": "class Migration: ...\n"}
    assert component_for("Add a migration for the password of users", texts) is None


@pytest.mark.parametrize(
    "request_text",
    ["Allow audit trails for users", "Enable password rotation of users", "Show audit trails of users"],
)
def test_what_extends_something_is_no_part(request_text: str) -> None:
    assert component_for(request_text, task_type=TaskType.FEATURE) is None


def test_of_several_wishes_the_part_is_called_after_its_own() -> None:
    assert component_names(read_request("Fix the docs, add audit trails for users and update the guide")) == (
        "trail",
        "audit",
    )
