"""How a shell worker's command becomes argument lists: nothing ever passes through a shell."""

from __future__ import annotations

from pathlib import Path

from cortex_cli.model.execution_request import ExecutionRequest
from cortex_cli.model.plan import Objective
from cortex_cli.model.scope import Scope
from cortex_cli.workers.shell import BATCH_BYTES, command_lines


def request(
    files: tuple[str, ...] = (), title: str = "Fix it", touch: tuple[str, ...] | None = ("src/**",)
) -> ExecutionRequest:
    scope = Scope(touch=touch)
    place = Path("/place")
    return ExecutionRequest(
        run_id="r", objective=Objective("O1", title, 1, scope), attempt=1, scope=scope, files=files, prompt="",
        prompt_file=place / "prompt.txt", workspace=place, scratch=place, log=place / "log", environment={},
        timeout=1.0, output_limit=1,
    )  # fmt: skip


def lines(template: tuple[str, ...], asked: ExecutionRequest) -> list[tuple[str, ...]]:
    return list(command_lines(template, asked))


def test_files_become_one_argument_each_and_no_name_is_taken_for_an_option() -> None:
    found = lines(("ruff", "--fix", "{files}"), request(("-rf.py", "a b.py", "$(id).py")))
    assert found == [("ruff", "--fix", "./-rf.py", "a b.py", "$(id).py")]


def test_more_files_than_one_command_line_holds_run_in_batches_in_order() -> None:
    files = tuple(f"{number:05d}-{'x' * 200}.py" for number in range(2000))
    found = lines(("tool", "{files}", "--end"), request(files))
    assert len(found) > 1
    assert [name for line in found for name in line[1:-1]] == list(files)
    assert all(sum(len(name) + 1 for name in line[1:-1]) <= BATCH_BYTES for line in found)
    assert all(line[0] == "tool" and line[-1] == "--end" for line in found)


def test_files_inside_a_longer_element_is_left_alone() -> None:
    assert lines(("tool", "--x={files}"), request(("a",))) == [("tool", "--x={files}")]


def test_objective_title_and_prompt_file_are_replaced_inside_an_element() -> None:
    found = lines(("sh", "run {objective}: {title} < {prompt_file}"), request(title="A 'quoted' title"))
    assert found == [("sh", "run O1: A 'quoted' title < /place/prompt.txt")]


def test_a_title_cannot_smuggle_in_another_placeholder() -> None:
    assert lines(("echo", "{title}"), request(title="{prompt_file}{files}")) == [("echo", "{prompt_file}{files}")]


def test_touch_alone_is_an_argument_a_pattern_and_inside_text_the_patterns() -> None:
    found = lines(("t", "{touch}", "in {touch}"), request(touch=("a/**", "b.py")))
    assert found == [("t", "a/**", "b.py", "in a/** b.py")]


def test_an_open_scope_is_everything() -> None:
    assert lines(("t", "{touch}"), request(touch=None)) == [("t", "**")]
