"""Settings, read from the environment once at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from taskapi.errors import ConfigError


@dataclass(frozen=True)
class Config:
    """`data_file` None keeps everything in memory."""

    data_file: Path | None = None
    page_size: int = 20
    minimum_password: int = 10

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Config:
        """The settings of `TASKAPI_…` variables; ConfigError where one cannot be used."""
        data = environment.get("TASKAPI_DATA")
        return cls(
            data_file=Path(data) if data else None,
            page_size=positive(environment, "TASKAPI_PAGE_SIZE", cls.page_size),
            minimum_password=positive(
                environment, "TASKAPI_MINIMUM_PASSWORD", cls.minimum_password
            ),
        )


def positive(environment: Mapping[str, str], name: str, default: int) -> int:
    """A whole number above zero, or `default` where the variable is not set."""
    value = environment.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ConfigError(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)
