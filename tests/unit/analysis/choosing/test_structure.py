from __future__ import annotations

from cortex_cli.analysis.choosing.relevance import Material, Ranking, best_sources
from cortex_cli.analysis.choosing.structure import raise_around
from cortex_cli.analysis.creating.conventions import registries_of
from cortex_cli.analysis.creating.creations import new_component
from tests.unit.analysis.project import API, graph_of, material_of, ranked

JWT = "Add JWT authentication with secure token handling"


def raised(texts: dict[str, str], request: str = JWT) -> tuple[Ranking, frozenset[str], Material]:
    material = material_of(texts, request)
    ranking = ranked(material)
    component = new_component(material, best_sources(ranking, material), [])
    assert component is not None
    return ranking, raise_around(component, material, ranking), material


def test_the_registry_of_an_area_must_change() -> None:
    ranking, _, _ = raised(API)
    assert ranking.scores["api/routes/__init__.py"] >= ranking.cut_off
    assert ranking.reasons["api/routes/__init__.py"][0] == (
        "registers the modules of `api/routes/`, where `auth.py` would be added"
    )


def test_what_puts_the_registry_to_use_must_change() -> None:
    ranking, _, _ = raised(API)
    assert ranking.scores["api/app.py"] >= ranking.cut_off


def test_a_registry_that_everybody_uses_lifts_nobody() -> None:
    users = {f"api/part{number}.py": "from api.routes import ROUTES\n" for number in range(5)}
    ranking, _, _ = raised({**API, **users})
    assert ranking.scores.get("api/part1.py", 0.0) < ranking.cut_off


def test_settings_and_errors_of_the_package_are_brought_along() -> None:
    more = {
        f"api/part{number}.py": "from api.config import Config\nfrom api.errors import NotFound\n" for number in (1, 2)
    }
    ranking, support, _ = raised({**API, **more})
    assert support == {"api/config.py", "api/errors.py"}
    assert all(ranking.scores[path] >= ranking.cut_off for path in support)


def test_a_settings_module_that_hardly_anybody_imports_is_not() -> None:
    texts = {path: text.replace("from api.config import Config\n", "") for path, text in API.items()}
    _, support, _ = raised(texts)
    assert "api/config.py" not in support


def test_a_concern_of_all_requests_lifts_the_modules_of_an_area_that_speak_of_it() -> None:
    texts = {**API, "api/routes/tasks.py": "def create(user): return user, user.name\n"}
    ranking, _, _ = raised(texts)
    assert ranking.scores["api/routes/tasks.py"] >= ranking.cut_off
    assert ranking.scores.get("api/routes/reports.py", 0.0) < ranking.cut_off


def test_a_part_that_is_no_such_concern_does_not() -> None:
    texts = {**API, "api/routes/tasks.py": "def create(user): return user, user.name\n"}
    material = material_of(texts, "Add mail for the user of a login")
    ranking = ranked(material)
    component = new_component(material, {"api/users.py": 1.0}, [])
    assert component is not None
    raise_around(component, material, ranking)
    assert "`mail` concerns" not in " ".join(ranking.reasons.get("api/routes/tasks.py", []))


def test_the_import_of_a_go_package_registers_none_of_its_files() -> None:
    modules = [f"render/{name}.go" for name in ("json", "xml", "yaml")]
    texts = {
        "go.mod": "module example.org/web\n",
        "context.go": 'package web\n\nimport "example.org/web/render"\n\nvar r render.JSON\n',
        **dict.fromkeys(modules, "package render\n"),
    }
    assert registries_of("render", modules, graph_of(texts)) == ()
