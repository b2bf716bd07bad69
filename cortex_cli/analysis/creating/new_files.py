"""Single files that a request needs made: named ones, the next of a series, tests, change log fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from cortex_cli.analysis.choosing.attachments import find_tests
from cortex_cli.analysis.choosing.relevance import Material
from cortex_cli.analysis.commit.roles import LEGAL_NAME, module_name, role_of
from cortex_cli.analysis.creating import conventions
from cortex_cli.analysis.creating.conventions import PlaceOfTests, directory_of
from cortex_cli.analysis.creating.fragments import new_fragment
from cortex_cli.analysis.creating.series import next_of_series
from cortex_cli.analysis.request.clause_type import leading_verb
from cortex_cli.analysis.request.intents import read_parts
from cortex_cli.analysis.request.named_paths import read_paths
from cortex_cli.analysis.request.work_words import word_set
from cortex_cli.model.analysis import Creation, Group, Role, Strategy
from cortex_cli.model.scope import escape
from cortex_cli.model.task_type import TaskType
from cortex_cli.model.text import one_line

AT_THE_TOP = word_set("contributing security readme changelog changes authors install support governance")
"""Names of documents that stand in the top directory."""
WRITES_TESTS = frozenset(("add", "cover", "create", "extend", "improve", "increase", "introduce", "test", "write"))
MOST_TESTS = 3


def new_files(material: Material, scores: Mapping[str, float], chosen: Sequence[str]) -> tuple[Creation, ...]:
    """The files that must be made beside a new part; `scores` are those of the best source files.

    Nothing is proposed for a path that exists.
    """
    text = material.query.text
    found = [
        *_named_files(material, scores),
        *next_of_series(text, material.files, chosen),
        *_missing_test(material, scores),
    ]
    fragment = new_fragment(material.history.fragments, text, material.task_type)
    if fragment is not None and (found or chosen):
        found.append(fragment)
    fresh = {creation.pattern: creation for creation in found if creation.pattern not in material.files}
    return tuple(fresh.values())


def _named_files(material: Material, scores: Mapping[str, float]) -> Iterator[Creation]:
    """The files that the request names and that do not exist, at exactly their paths, with tests for the sources."""
    named = read_paths(read_parts(material.query.text), material.files)
    for path in named.new:
        placed = _placed(path, material, scores)
        reason = "the request names it, and it does not exist"
        where = "" if placed == path else f"; `{directory_of(placed)}/` is where such files stand"
        yield Creation(escape(placed), (one_line(reason + where),), role_of(placed))
        if role_of(placed) is Role.SOURCE and not any(role_of(other) is Role.TEST for other in named.new):
            yield from _test_of(placed, material)


def _placed(path: str, material: Material, scores: Mapping[str, float]) -> str:
    """A path as it is; a bare name of a test or a source goes where such files stand."""
    plain = path.partition(".")[0].lower()
    if "/" in path or plain in AT_THE_TOP or LEGAL_NAME.match(path):
        return path
    role = role_of(path)
    if role is Role.TEST:
        place = conventions.place_of_tests(material.of_role(Role.TEST), ())
        return f"{place.directory}/{path}" if place and place.directory else path
    if role is Role.SOURCE and scores and not any("/" not in other for other in material.of_role(Role.SOURCE)):
        home = conventions.home_of(scores, material.files)
        return f"{home}/{path}" if home else path
    return path


def _missing_test(material: Material, scores: Mapping[str, float]) -> Iterator[Creation]:
    """For a request for tests: those of the source files that it names, by path or module, and that have none."""
    text = material.query.text
    if material.task_type is not TaskType.TEST or leading_verb(text) not in WRITES_TESTS:
        return
    named = read_paths(read_parts(text), material.files)
    sources = [path for path in named.known if material.role(path) is Role.SOURCE]
    said = set(material.query.words)
    sources = sources or [path for path in sorted(scores) if module_name(path).lower() in said]
    tested = find_tests(material, sources)
    for source in sources[:MOST_TESTS]:
        if source not in tested and not named.new:
            yield from _test_of(source, material)


def _test_of(source: str, material: Material) -> Iterator[Creation]:
    """The test of a source file, beside the tests of its neighbours and named as they are."""
    neighbours = [path for path in material.of_role(Role.SOURCE) if directory_of(path) == directory_of(source)]
    near = [test for tests in find_tests(material, neighbours).values() for test in tests]
    place = conventions.place_of_tests(near or material.of_role(Role.TEST), near)
    name = module_name(source)
    if place is None or not _fits(place, source) or name.startswith("_"):
        return
    path = f"{place.directory}/{place.head}{name}{place.tail}".lstrip("/")
    if path not in material.files:
        reason = f"tests stand beside tests, named like `{place.directory}/{place.head}…{place.tail}`"
        yield Creation(escape(path), (one_line(reason),), Role.TEST)


def _fits(place: PlaceOfTests, source: str) -> bool:
    """Whether the tests are written in the language of the source: `.js` tests fit `.ts` sources too."""
    one, other = place.tail.rpartition(".")[2], source.rpartition(".")[2]
    script = frozenset(("js", "jsx", "ts", "tsx", "mjs", "cjs", "vue", "svelte"))
    return one == other or {one, other} <= script


def placed(strategy: Strategy, creations: Iterable[Creation]) -> Strategy:
    """The strategy with each creation in the group whose files stand nearest, of equals one of that role."""
    groups = list(strategy.groups)
    for creation in creations:
        if not groups or any(creation.pattern in group.creations for group in groups):
            continue
        best = max(range(len(groups)), key=lambda at: (*_nearness(groups[at], creation), -at))
        groups[best] = replace(groups[best], creations=(*groups[best].creations, creation.pattern))
    return replace(strategy, groups=tuple(groups))


def _nearness(group: Group, creation: Creation) -> tuple[int, bool]:
    own = creation.pattern.split("/")[:-1]
    shared = 0
    for path in (*group.files, *group.creations):
        same = 0
        for one, other in zip(own, path.split("/")[:-1], strict=False):
            if one != other:
                break
            same += 1
        shared = max(shared, same)
    return shared, group.role is creation.role
