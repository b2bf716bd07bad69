"""Files in which new things have to be entered: by what they list, and by what earlier additions changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from cortex_cli.analysis.coordination.additions import Habit, inner, members_in
from cortex_cli.analysis.coordination.families import families_of
from cortex_cli.analysis.coordination.listings import Listing, Names, longest_listing, names_of
from cortex_cli.analysis.coordination.points import either, point
from cortex_cli.analysis.coordination.scene import BUILT, Scene
from cortex_cli.analysis.terms import stem
from cortex_cli.model.analysis import CoordinationKind, CoordinationPoint, Role

FEWEST = 3
LISTED, HABITUAL = 0.4, 0.4
LIFT = 1.5
"""How much more often additions change a registry than other changes of the directory do."""
FEW = 3
"""Parts that speak as much for a list as they leave open."""
WEAKEST = 0.35
MOST_PLACES = 2
MOST_REGISTRIES = 6
MOST_READ = 12
"""Files of each sort that are looked into."""


@dataclass(frozen=True)
class Family:
    """A directory with several things of a kind: its `members`, who imports each, and what additions did.

    Those of the members that are `packages` are directories.
    """

    directory: str
    members: tuple[str, ...]
    names: Names
    importers: Mapping[str, frozenset[str]]
    habit: Habit
    packages: frozenset[str]

    @cached_property
    def fewest_listed(self) -> float:
        """What a list of files, of packages or of both has to name at least."""
        sorts = (len(self.packages), len(self.members) - len(self.packages))
        return max(FEWEST, LISTED * (min(filter(None, sorts), default=0) - 1))

    def exclusive(self, path: str, listed: Iterable[str]) -> float:
        """Whether hardly anything but `path` imports the `listed` members, 0 to 1: what all use is no list entry."""
        others = [len(self.importers.get(member, frozenset()) - {path}) for member in listed]
        return sum(2 / (2 + number) for number in others) / len(others)


def registries(scene: Scene) -> Iterator[CoordinationPoint]:
    """For what is added: the files that list its siblings, or that were changed whenever a sibling was added."""
    if not scene.adds:
        return
    found: dict[str, CoordinationPoint] = {}
    for directory in families_of(scene):
        points = sorted(_of_family(_family(directory, scene), scene), key=lambda each: (-each.strength, each.path))
        for each in points[:MOST_PLACES]:
            if each.path not in found or found[each.path].strength < each.strength:
                found[each.path] = each
    yield from sorted(found.values(), key=lambda each: (-each.strength, each.path))[:MOST_REGISTRIES]


def _family(directory: str, scene: Scene) -> Family:
    material = scene.material
    members = members_in(directory, material.files)
    known = frozenset(members)
    inside = {path: each for path in material.files if (each := inner(path, directory)) in known}
    importers: dict[str, set[str]] = {}
    for path, member in inside.items():
        users = (each for each in material.graph.imported_by(path) if scene.is_source(each))
        importers.setdefault(member, set()).update(each for each in users if inside.get(each) != member)
    outlines = {path: material.outlines[path] for path in inside if path in material.outlines}
    return Family(
        directory=directory,
        members=tuple(members),
        names=names_of(directory, members, outlines),
        importers={member: frozenset(users) for member, users in importers.items()},
        habit=scene.additions.habit(directory),
        packages=known - material.files.keys(),
    )


def _of_family(family: Family, scene: Scene) -> Iterator[CoordinationPoint]:
    for path, page in scene.texts.pages(_places(family, scene)):
        enough = page.distinct(family.names.words) >= family.fewest_listed
        listing = longest_listing(page, family.names, without=path) if enough else None
        listed = _listed(path, listing, family) if listing else 0.0
        known, added = family.habit.also.get(path, 0), family.habit.added
        share = family.habit.share(path)
        habitual = known >= FEWEST and share >= HABITUAL and share >= LIFT * family.habit.usual_share(path)
        habit = share * added / (added + FEW) if habitual or (listed and known) else 0.0
        strength = either(listed, habit)
        if strength >= WEAKEST:
            said = [_in_words(listing, path, family)] if listing and listed else []
            what = f"commits that first brought something to `{family.directory}/`"
            said += [f"{known} of {added} {what} changed it too"] if habit else []
            yield point(CoordinationKind.REGISTRY, path, _beside(path, family, scene), said, strength)


def _listed(path: str, listing: Listing, family: Family) -> float:
    """How much a block of names makes a registry: how many it has, of how many, and whether only it needs them."""
    others = _of_the_sort(path, listing, family)
    number = len(listing.members)
    if number < FEWEST or number < LISTED * len(others):
        return 0.0
    exclusive = max(family.exclusive(path, listing.members), listing.told / number)
    return number / len(others) * number / (number + FEW) * exclusive


def _of_the_sort(path: str, listing: Listing, family: Family) -> list[str]:
    """The members that could be listed: only files where only files are, only packages where only those are."""
    sorts = {member in family.packages for member in listing.members}
    return [member for member in family.members if member != path and (member in family.packages) in sorts]


def _in_words(listing: Listing, path: str, family: Family) -> str:
    others = len(_of_the_sort(path, listing, family))
    sort = "packages" if family.packages.issuperset(listing.members) else "parts"
    return f"{listing.where} {len(listing.members)} of {others} {sort} of `{family.directory}/`"


def _beside(path: str, family: Family, scene: Scene) -> list[str]:
    """The chosen files of the family; if there are none, the best of the others."""
    inside = [each for each in scene.chosen if each != path and each.startswith(f"{family.directory}/")]
    return inside or [each for each in scene.sources if each != path][:FEWEST]


def _places(family: Family, scene: Scene) -> list[str]:
    """Where a registry may be, without reading all files."""
    material = scene.material
    counts = Counter(path for member in family.members for path in sorted(family.importers.get(member, ())))
    importers = [path for path, number in counts.most_common(MOST_READ) if number >= FEWEST]
    also = sorted((-number, path) for path, number in family.habit.also.items() if number > 1)
    habitual = [path for _, path in also[: 2 * MOST_READ]]
    term = stem(family.directory.rpartition("/")[2].lower())
    speaking = {path: count.counts.get(term, 0) for path, count in material.counts.items()}
    often = sorted((-number, path) for path, number in speaking.items() if number >= FEWEST)
    wanted = [*importers, *habitual, *scene.sources[:MOST_READ], *_around(family.directory, scene)]
    wanted += [path for _, path in often if scene.is_source(path)][:MOST_READ]
    return [path for path in dict.fromkeys(wanted) if _may_register(path, scene)]


def _around(directory: str, scene: Scene) -> list[str]:
    """The private files of the directory and of those above it, such as `__init__.py`, and what is called like it."""
    found = []
    while directory:
        above, _, name = directory.rpartition("/")
        start = f"{above}/" if above else ""
        names = ("__init__.py", "index.ts", "index.js", "mod.rs", "lib.rs", f"{name}.go")
        found += [f"{directory}/{each}" for each in names]
        found += [f"{start}{name}{extension}" for extension in (".py", ".rs", ".ts", ".js", ".rb")]
        directory = above
    return [path for path in found if path in scene.material.files]


def _may_register(path: str, scene: Scene) -> bool:
    files = scene.material.files
    return path in files and files[path].role in (Role.SOURCE, Role.CONFIG) and BUILT.search(path) is None
