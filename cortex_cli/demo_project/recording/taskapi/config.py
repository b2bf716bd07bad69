"""Settings, read from the environment once at the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from taskapi.errors import ConfigError

SHORTEST_SECRET = 32
NO_KEYS: Mapping[str, bytes] = MappingProxyType({})


@dataclass(frozen=True)
class Config:
    """`data_file` None keeps everything in memory; lifetimes are seconds.

    `token_keys` are the secrets that sign tokens, by key id: the first one signs, all of them
    verify. There is no default, for a secret that everybody knows is none.
    """

    data_file: Path | None = None
    page_size: int = 20
    minimum_password: int = 10
    password_cost: int = 2**14
    token_keys: Mapping[str, bytes] = field(default_factory=lambda: NO_KEYS, repr=False)
    token_issuer: str = "taskapi"
    access_lifetime: int = 15 * 60
    refresh_lifetime: int = 14 * 24 * 3600

    def __post_init__(self) -> None:
        for identifier, secret in self.token_keys.items():
            if len(secret) < SHORTEST_SECRET:
                raise ConfigError(f"the secret of key {identifier} needs {SHORTEST_SECRET} bytes")

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
            token_keys=token_keys(environment.get("TASKAPI_TOKEN_KEYS", "")),
            token_issuer=environment.get("TASKAPI_TOKEN_ISSUER") or cls.token_issuer,
            access_lifetime=positive(environment, "TASKAPI_ACCESS_LIFETIME", cls.access_lifetime),
            refresh_lifetime=positive(
                environment, "TASKAPI_REFRESH_LIFETIME", cls.refresh_lifetime
            ),
        )


def token_keys(text: str) -> Mapping[str, bytes]:
    """Keys written `id:secret,id:secret`; an error names the key and never shows a secret."""
    keys = {}
    for number, entry in enumerate(filter(None, text.split(",")), 1):
        identifier, colon, secret = entry.strip().partition(":")
        if not colon or not identifier:
            raise ConfigError(f"TASKAPI_TOKEN_KEYS: key {number} is not written ID:SECRET")
        if identifier in keys:
            raise ConfigError(f"TASKAPI_TOKEN_KEYS: there are two keys {identifier}")
        keys[identifier] = secret.encode()
    return MappingProxyType(keys)


def positive(environment: Mapping[str, str], name: str, default: int) -> int:
    """A whole number above zero, or `default` where the variable is not set."""
    value = environment.get(name)
    if value is None:
        return default
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise ConfigError(f"{name} must be a whole number above zero, not {value!r}")
    return int(value)
