"""What the analysis knows of a project, made from texts without a repository."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cortex_cli.analysis.choosing.relevance import Material, Ranking, count_terms, rank
from cortex_cli.analysis.commit.history import read_past
from cortex_cli.analysis.commit.imports import ImportGraph, build_graph
from cortex_cli.analysis.commit.indexing import past_record, text_record
from cortex_cli.analysis.commit.inventory import File
from cortex_cli.analysis.commit.roles import role_of
from cortex_cli.analysis.request.query import read_request
from cortex_cli.analysis.request.task_type import judge
from cortex_cli.analysis.resolving.resolution import Resolver
from cortex_cli.index.memory import SnapshotOfTexts
from cortex_cli.model.task_type import TaskType
from cortex_cli.syntax.languages import language_of
from cortex_cli.syntax.symbols import outline, symbols
from cortex_cli.vcs.history import PastCommit

API = {
    "api/__init__.py": "",
    "api/app.py": "from api.routes import ROUTES\nfrom api.config import Config\n\ndef create_app(config): ...\n",
    "api/config.py": "class Config:\n    page_size = 20\n",
    "api/errors.py": "class ApiError(Exception): ...\n\nclass NotFound(ApiError): ...\n",
    "api/users.py": (
        "from api.config import Config\nfrom api.errors import NotFound\n\n"
        "class User:\n    def check_password(self, password): ...\n"
    ),
    "api/tasks.py": "from api.errors import NotFound\n\nclass Task:\n    title = ''\n",
    "api/reports.py": "from api.errors import ApiError\n\ndef monthly(rows): ...\n",
    "api/routes/__init__.py": (
        "from api.routes import reports, tasks, users\n\nROUTES = [users.login, tasks.create, reports.show]\n"
    ),
    "api/routes/users.py": "from api.users import User\n\ndef login(name, password):\n    return User\n",
    "api/routes/tasks.py": "from api.tasks import Task\n\ndef create(user, title):  # user, user\n    return Task\n",
    "api/routes/reports.py": "from api.reports import monthly\n\ndef show():\n    return monthly([])\n",
    "tests/test_users.py": "from api.users import User\n\ndef test_the_password():\n    User()\n",
    "tests/test_tasks.py": "from api.tasks import Task\n\ndef test_title():\n    Task()\n",
    "tests/test_routes_users.py": "from api.routes.users import login\n\ndef test_login():\n    login('a', 'b')\n",
    "tests/test_config.py": "from api.config import Config\n\ndef test_size():\n    Config()\n",
    "docs/api.md": "# API\n\nLog in with a user and a password.\n",
    "docs/reports.md": "# Reports\n\nEvery month.\n",
    "README.md": "# The API\n",
    "CHANGELOG.md": "# Changes\n",
    "pyproject.toml": "[project]\nname = 'api'\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample(Material):
    """Material with the snapshot that it was made from."""

    snapshot: SnapshotOfTexts


def files_of(texts: Mapping[str, str]) -> dict[str, File]:
    return {path: File(path, path, len(text), role_of(path), language_of(path)) for path, text in sorted(texts.items())}


def material_of(
    texts: Mapping[str, str],
    request: str,
    *,
    past: Sequence[PastCommit] = (),
    task_type: TaskType | None = None,
) -> Sample:
    """The material for `request`, as `analyze` would gather it from a commit with these files."""
    query = read_request(request)
    files = files_of(texts)
    outlines = {path: outline(texts[path], file.language) for path, file in files.items()}
    snapshot = snapshot_of(texts, past)
    return Sample(
        snapshot=snapshot,
        query=query,
        task_type=task_type or judge(request).task_type,
        files=files,
        counts=count_terms(snapshot, query.all_terms),
        outlines={path: found for path, found in outlines.items() if files[path].language},
        graph=graph_of(texts),
        history=read_past(past, set(texts)),
    )


def snapshot_of(texts: Mapping[str, str], past: Sequence[PastCommit] = ()) -> SnapshotOfTexts:
    """The texts as the index has them."""
    records = {path: text_record(file, texts[path].encode()) for path, file in files_of(texts).items()}
    return SnapshotOfTexts(records, [past_record(commit) for commit in past])


def ranked(sample: Sample) -> Ranking:
    """The ranking of a sample's files."""
    return rank(sample, sample.snapshot)


def ranking_of(scores: Mapping[str, float], cut_off: float = 0.3) -> Ranking:
    """A ranking with these scores, about which the model says nothing."""
    return Ranking(dict(scores), {}, cut_off)


def graph_of(texts: Mapping[str, str]) -> ImportGraph:
    files = files_of(texts)
    outlines = {path: symbols(texts[path], file.language) for path, file in files.items()}
    return build_graph(files.values(), outlines, Resolver(files))


def past_commits(*changes: tuple[str, tuple[str, ...]]) -> list[PastCommit]:
    """Commits with these messages and paths, newest first."""
    return [PastCommit(f"{number:040x}", number, message, paths) for number, (message, paths) in enumerate(changes)]
