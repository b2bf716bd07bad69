"""Tables that new things are added to, told by what they list and by what history shows."""

from __future__ import annotations

from cortex_cli.analysis.coordination.additions import Additions, members_in
from cortex_cli.analysis.coordination.listings import Page, longest_listing, names_of
from cortex_cli.model.analysis import CoordinationAction, CoordinationKind
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import outline
from tests.unit.analysis.coordination.scenes import Change, of_kind, paths_of, scene_of

NAMES = ("files", "http", "memory", "redis", "sqlite")
BACKENDS = {f"shop/backends/{name}.py": f"class {name.title()}Backend: ...\n" for name in NAMES}
ALIASES = "".join(f"    '{name}': 'shop.backends.{name}:{name.title()}Backend',\n" for name in NAMES)
SHOP = {
    **BACKENDS,
    "shop/backends/__init__.py": "",
    "shop/lookup.py": f"import importlib\n\n\nALIASES = {{\n{ALIASES}}}\n\n\ndef backend(name): ...\n",
    "shop/settings.py": "CHOICES = []\n",
    "shop/orders.py": "def order(): ...\n",
}
WORK = {"shop/backends/redis.py": "redis", "shop/orders.py": "orders"}
ADD = "Add a backend that keeps orders in Postgres"


def test_a_table_that_names_its_modules_in_strings_is_found_though_nobody_chose_it() -> None:
    (point,) = of_kind(CoordinationKind.REGISTRY, scene_of(SHOP, WORK, ADD))
    assert point.path == "shop/lookup.py"
    assert point.action is CoordinationAction.INTEGRATE_LAST
    assert point.files == ("shop/backends/redis.py",)
    assert point.evidence == ("lines 5 to 9 name 5 of 5 parts of `shop/backends/`",)


def test_what_adds_nothing_has_no_registry() -> None:
    assert paths_of(CoordinationKind.REGISTRY, scene_of(SHOP, WORK, "Fix the redis backend: it forgets orders")) == []


def test_modules_that_everybody_imports_are_no_list() -> None:
    """A file that uses most of a package is not where new modules are entered."""
    imports = "".join(f"from shop.backends.{name} import {name.title()}Backend\n" for name in NAMES)
    users = {f"shop/use_{number}.py": imports for number in range(6)}
    texts = {**SHOP, **users, "shop/lookup.py": ""}
    assert paths_of(CoordinationKind.REGISTRY, scene_of(texts, WORK, ADD)) == []


def added(name: str, *also: str) -> Change:
    return f"add the {name} backend", (f"shop/backends/{name}.py", *also)


def test_what_was_changed_with_every_addition_is_a_registry() -> None:
    texts = {**SHOP, "shop/lookup.py": ""}
    past = [added(name, "shop/settings.py") for name in NAMES]
    (point,) = of_kind(CoordinationKind.REGISTRY, scene_of(texts, WORK, ADD, past=past))
    assert point.path == "shop/settings.py"
    assert point.evidence == ("5 of 5 commits that first brought something to `shop/backends/` changed it too",)


def test_a_file_that_changes_with_everything_is_none() -> None:
    """Later commits that add nothing change it just as often: it is busy, not a registry."""
    texts = {**SHOP, "shop/lookup.py": ""}
    later = [(f"tune {name}", (f"shop/backends/{name}.py", "shop/settings.py")) for name in NAMES]
    past = [*later, *(added(name, "shop/settings.py") for name in NAMES)]
    assert paths_of(CoordinationKind.REGISTRY, scene_of(texts, WORK, ADD, past=past)) == []


def test_only_the_oldest_commit_with_a_path_has_added_it() -> None:
    past = [("b", "x/one.py"), ("a", "x/one.py", "x/two.py"), ("c", "x/two.py")]
    habit = Additions(past).habit("x")
    assert (habit.added, habit.others) == (2, 1)
    assert (habit.also, habit.usual) == ({"a": 1, "x/two.py": 1, "c": 1}, {"b": 1, "x/one.py": 1})


def test_members_are_modules_and_packages_but_nothing_private() -> None:
    paths = ["x/a.py", "x/b/c.py", "x/b/d.py", "x/__init__.py", "x/_own.py", "x/notes.md", "y/a.py", "a.py"]
    assert members_in("x", paths) == ["x/a.py", "x/b"]


def test_a_block_ends_where_nothing_is_named_for_some_lines() -> None:
    members = [f"x/{name}.py" for name in ("alpha", "beta", "gamma")]
    names = names_of("x", members, {})
    text = "x.alpha\n\n\n\n\n\n\n\nx.beta\nx.gamma\n"
    listing = longest_listing(Page(text), names)
    assert listing is not None
    assert (listing.first, listing.last, listing.members) == (9, 10, ("x/beta.py", "x/gamma.py"))
    assert longest_listing(Page("nothing here\n"), names) is None


def test_go_commands_are_known_by_what_only_they_define() -> None:
    """In one package nothing is imported: the constructors are the names."""
    words = ("build", "check", "deploy", "serve")
    texts = {f"commands/{word}.go": f"package commands\n\nfunc new{word.title()}Command() {{}}\n" for word in words}
    texts["commands/commands.go"] = (
        "package commands\n\nvar all = []any{\n" + "".join(f"\tnew{word.title()}Command(),\n" for word in words) + "}\n"
    )
    outlines = {path: outline(text, language_of(path)) for path, text in texts.items()}
    members = members_in("commands", texts)
    listing = longest_listing(
        Page(texts["commands/commands.go"]), names_of("commands", members, outlines), without="commands/commands.go"
    )
    assert listing is not None
    assert (listing.first, listing.last, len(listing.members)) == (4, 7, 4)
    scene = scene_of(texts, {"commands/build.go": "build", "commands/serve.go": "serve"}, "Add a prune command")
    assert paths_of(CoordinationKind.REGISTRY, scene) == ["commands/commands.go"]


FLAGS = "".join(f"pub struct Flag{number};\n" for number in range(12))
TABLE = "pub const FLAGS: &[&dyn Flag] = &[\n" + "".join(f"    &Flag{number},\n" for number in range(12)) + "];\n"


def test_a_table_of_what_the_file_itself_defines_takes_the_new_thing() -> None:
    texts = {"src/flags.rs": FLAGS + TABLE, "src/main.rs": "fn main() {}\n", "src/walk.rs": "pub fn walk() {}\n"}
    groups = {"src/flags.rs": "flags", "src/walk.rs": "walk"}
    (point,) = of_kind(CoordinationKind.REGISTRY, scene_of(texts, groups, "Add a flag that skips old files"))
    assert (point.path, point.evidence) == ("src/flags.rs", ("lines 14 to 25 list 12 names that the file defines",))
    texts["src/flags.rs"] = FLAGS
    assert paths_of(CoordinationKind.REGISTRY, scene_of(texts, groups, "Add a flag that skips old files")) == []


def test_an_enumeration_that_the_request_speaks_of_takes_the_new_entry() -> None:
    entries = "".join(f"    feature_{number} = auto()\n" for number in range(9))
    texts = {"fmt/mode.py": f"class Preview(Enum):\n{entries}", "fmt/lines.py": "from fmt.mode import Preview\n"}
    groups = {"fmt/mode.py": "mode", "fmt/lines.py": "lines"}
    (point,) = of_kind(CoordinationKind.REGISTRY, scene_of(texts, groups, "Add a preview of short lines"))
    assert point.evidence == ("lines 1 to 10 list the 9 entries of `Preview`",)
    assert point.files == ("fmt/lines.py",)
    assert paths_of(CoordinationKind.REGISTRY, scene_of(texts, groups, "Add longer lines")) == []
