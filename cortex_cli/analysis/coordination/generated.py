"""Files that a program writes: whoever changes what it reads has to run it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from cortex_cli.analysis.commit.roles import LOCK_FILES, says_generated
from cortex_cli.analysis.coordination.generators import Rule, named_in_header, rules_in, schema_of
from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import BUILT, Scene
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint
from cortex_cli.model.text import counted

RULE_FILES = frozenset({
    "Makefile", "GNUmakefile", "justfile", "package.json", "tox.ini", "noxfile.py", "Taskfile.yml", "magefile.go",
    "pyproject.toml", "build.rs", "CMakeLists.txt", "Rakefile", "buf.gen.yaml",
})  # fmt: skip
MOST_RULE_FILES = 40
MOST_GENERATED = 60
MOST_POINTS = 6
FEWEST_TOGETHER = 3
SHARE_TOGETHER = 0.5
MOST_MOVERS = 4


@dataclass(frozen=True)
class Made:
    """A generated file with the programs and inputs that are known; `how` are sentences."""

    path: str
    makers: tuple[str, ...]
    how: tuple[str, ...]


def generated_files(scene: Scene) -> Iterator[CoordinationPoint]:
    """Those that are made from chosen files, by a program that imports them, or that changed along with them."""
    found = []
    for made in _made(scene):
        files, said, shares = _ties(made, scene)
        if files and made.path not in scene.division.group_of:
            found.append(point(CoordinationKind.GENERATED, made.path, files, [*made.how, *said], either(*shares)))
        elif made.path in scene.division.group_of and (others := files or list(scene.sources[:3])):
            found.append(point(CoordinationKind.GENERATED, made.path, others, made.how, either(0.5, *shares)))
    yield from sorted(found, key=lambda each: (-each.strength, each.path))[:MOST_POINTS]


def _made(scene: Scene) -> Iterator[Made]:
    rule_paths = [path for path in sorted(scene.material.files) if path.rpartition("/")[2] in RULE_FILES]
    rule_paths.sort(key=lambda path: (path.count("/"), path))
    directives = [path for path in scene.sources if path.endswith(".go")]
    texts = scene.texts.of([*rule_paths[:MOST_RULE_FILES], *directives])
    rules: dict[str, list[Rule]] = {}
    for path, text in texts.items():
        for rule in rules_in(path, text, scene.paths):
            rules.setdefault(rule.output, []).append(rule)
    tops = scene.texts.of(_near(scene)[:MOST_GENERATED])
    for path in sorted(path for path in {*rules, *tops} if BUILT.search(path) is None):
        told = rules.get(path, [])
        makers = [maker for rule in told for maker in rule.makers]
        how = [f"`{rule.makers[0]}` writes it, as `{rule.path}` says in line {rule.line}" for rule in told]
        header = named_in_header(path, tops[path], scene.paths) if path in tops else None
        if header is not None:
            makers += header.makers
            how.append(f'its header says "{header.said}"')
        elif path in tops and not how and says_generated(tops[path]):
            how.append("its header says that a program writes it")
        if (source := schema_of(path, scene.paths)) is not None:
            makers.append(source)
            how.append(f"its name says that it is made from `{source}`")
        if how:
            yield Made(path, tuple(dict.fromkeys(makers)), tuple(how))


def _near(scene: Scene) -> list[str]:
    """The generated files that changed along with chosen ones or stand beside them, without reading the others."""
    together = _together(scene)
    beside = {path.rpartition("/")[0] for path in scene.chosen}
    found = []
    for path in sorted(scene.generated):
        directory, _, name = path.rpartition("/")
        if name not in LOCK_FILES and BUILT.search(path) is None and (path in together or directory in beside):
            found.append((-together[path], path))
    return [path for _, path in sorted(found)]


def _together(scene: Scene) -> Counter[str]:
    """In how many commits each file was changed along with a chosen source file."""
    chosen = frozenset(scene.chosen)
    return Counter(
        path for paths in scene.material.history.past if not chosen.isdisjoint(paths) for path in dict.fromkeys(paths)
    )


def _ties(made: Made, scene: Scene) -> tuple[list[str], list[str], list[float]]:
    """The chosen files that bind a generated file to the work, why, and how much that says."""
    graph, chosen = scene.material.graph, frozenset(scene.chosen)
    direct = [
        path for path in scene.chosen if any(path == maker or path.startswith(maker + "/") for maker in made.makers)
    ]
    read = [path for maker in made.makers for path in graph.imports_of(maker) if path in chosen]
    said, shares = [], []
    if direct:
        said.append(f"`{direct[0]}`, which it is made by or from, is to be changed")
        shares.append(0.7)
    if read:
        said.append(f"its program imports `{read[0]}`, which is to be changed")
        shares.append(0.5)
    moved = _moved_along(made.path, scene)
    said += [each.said for each in moved[:1]]
    shares += [each.share for each in moved[:1]]
    return list(dict.fromkeys([*direct, *read, *(each.path for each in moved)])), said, shares


@dataclass(frozen=True)
class Mover:
    """A chosen file that changes along with a generated one: in what `share` of the rarer one's commits, in words."""

    path: str
    share: float
    said: str


def _moved_along(generated: str, scene: Scene) -> list[Mover]:
    history = scene.material.history
    commits = {number for number, paths in enumerate(history.past) if generated in paths}
    found = []
    for path in scene.chosen:
        own = history.commits.get(path, frozenset())
        together, fewest = len(commits & own), min(len(commits), len(own))
        if together >= FEWEST_TOGETHER and together >= SHARE_TOGETHER * fewest:
            one, other = ("it", f"`{path}`") if len(commits) <= len(own) else (f"`{path}`", "it")
            said = f"{together} of {counted(fewest, 'commit')} that changed {one} changed {other} too"
            found.append(Mover(path, together / (fewest + 2), said))
    return sorted(found, key=lambda each: (-each.share, each.path))[:MOST_MOVERS]
