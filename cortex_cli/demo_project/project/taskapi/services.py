"""What the routes work with: settings, stores and the time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from taskapi.config import Config
from taskapi.storage import Storage
from taskapi.tasks import TaskStore
from taskapi.users import UserStore


@dataclass(frozen=True)
class Services:
    """`clock` gives seconds since the epoch."""

    config: Config
    storage: Storage
    users: UserStore
    tasks: TaskStore
    clock: Callable[[], float] = time.time


def open_services(config: Config, clock: Callable[[], float] = time.time) -> Services:
    """The services on the data file that the settings name."""
    storage = Storage(config.data_file)
    users = UserStore(storage.table("users"), config)
    return Services(config, storage, users, TaskStore(storage.table("tasks")), clock)
