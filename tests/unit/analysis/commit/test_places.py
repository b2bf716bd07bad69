from __future__ import annotations

import pytest

from cortex_cli.analysis.commit.places import Places
from tests.unit.analysis.project import API, material_of


@pytest.mark.parametrize("request_text", ["fix `load_settings()`", "make it faster", "rename create_user and users"])
def test_looking_up_one_name_finds_what_reading_every_outline_finds(request_text: str) -> None:
    material = material_of(API, request_text)
    every = dict(Places(material))
    assert every
    for name, paths in every.items():
        assert list(Places(material)[name]) == list(paths), name
    assert "nowhere_at_all" not in Places(material)


def test_a_source_file_is_named_before_the_tests_that_define_the_same() -> None:
    texts = {"app/run.py": "def start(): ...\n", "tests/test_run.py": "def start(): ...\ndef only(): ...\n"}
    places = Places(material_of(texts, "fix start and only"))
    assert places["start"] == ["app/run.py"]
    assert places["only"] == ["tests/test_run.py"]
