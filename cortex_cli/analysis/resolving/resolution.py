"""Which file an import statement means. What is not in the repository means nothing."""

from __future__ import annotations

from collections.abc import Iterable

from cortex_cli.analysis.resolving.dotted_names import DottedNames
from cortex_cli.analysis.resolving.go_packages import GoPackages
from cortex_cli.analysis.resolving.includes import Includes
from cortex_cli.analysis.resolving.projects import Projects
from cortex_cli.analysis.resolving.python_modules import PythonModules
from cortex_cli.analysis.resolving.rust_modules import RustModules
from cortex_cli.analysis.resolving.script_modules import ScriptModules
from cortex_cli.analysis.resolving.tree import Tree
from cortex_cli.syntax.imports import Import
from cortex_cli.syntax.languages import ImportStyle, Language


class Resolver:
    """Looks up imports among `paths`, with what manifests say."""

    def __init__(self, paths: Iterable[str], projects: Projects | None = None) -> None:
        tree, known = Tree(paths), projects or Projects()
        self._python = PythonModules(tree, known)
        self._by_style = {
            ImportStyle.PYTHON: self._python.targets,
            ImportStyle.SCRIPT: ScriptModules(tree, known).targets,
            ImportStyle.GO: GoPackages(tree, known).targets,
            ImportStyle.RUST: RustModules(tree, known).targets,
            ImportStyle.DOTTED: DottedNames(tree, known).targets,
            ImportStyle.INCLUDE: Includes(tree, known).targets,
        }

    def targets(self, path: str, statement: Import, language: Language) -> tuple[str, ...]:
        """The files that `statement`, standing in `path`, imports; sorted, without `path` itself."""
        if language.style is None:
            return ()
        return tuple(sorted(set(self._by_style[language.style](path, statement)) - {path}))

    def module_path(self, module: str, beside: str = "") -> str | None:
        """The file of a dotted Python module, the nearest to the file `beside` where several fit."""
        return self._python.module_path(module, beside)
