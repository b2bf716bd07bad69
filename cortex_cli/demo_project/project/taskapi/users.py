"""The users: their names, mail addresses and passwords, and checking a password at login."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from taskapi.config import Config
from taskapi.errors import BadRequest, Conflict, NotFound, Unauthorized
from taskapi.storage import Table

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class User:
    """A user; `password` is the stored form, never the password itself."""

    name: str
    email: str
    password: str = field(repr=False)


class UserStore:
    """Users in a table, by name."""

    def __init__(self, table: Table, config: Config) -> None:
        self.table = table
        self.config = config

    def register(self, name: str, email: str, password: str) -> User:
        """A new user; BadRequest or Conflict where the name, address or password will not do."""
        if not NAME.fullmatch(name):
            raise BadRequest("name must be lower case letters, digits and '-'")
        if not EMAIL.fullmatch(email):
            raise BadRequest("email must be a mail address")
        if self.table.get(name) is not None:
            raise Conflict(f"the name {name} is taken")
        user = User(name, email, self.stored(password))
        self.save(user)
        return user

    def find(self, name: str) -> User:
        record = self.table.get(name)
        if record is None:
            raise NotFound(f"there is no user {name}")
        return User(name, record["email"], record["password"])

    def authenticate(self, name: str, password: str) -> User:
        """The user of that name and password; Unauthorized says not which of them is wrong."""
        record = self.table.get(name)
        if record is None or not matches(password, record["password"]):
            raise Unauthorized("the name or the password is wrong")
        return self.find(name)

    def change_password(self, name: str, password: str) -> None:
        user = self.find(name)
        self.save(User(user.name, user.email, self.stored(password)))

    def remove(self, name: str) -> None:
        if not self.table.remove(name):
            raise NotFound(f"there is no user {name}")

    def save(self, user: User) -> None:
        self.table.put(user.name, {"email": user.email, "password": user.password})

    def stored(self, password: str) -> str:
        """The form of a password that is stored: a salt and a digest."""
        if len(password) < self.config.minimum_password:
            raise BadRequest(f"password must have {self.config.minimum_password} characters")
        salt = secrets.token_hex(8)
        return f"{salt}${digest(salt, password)}"


def digest(salt: str, password: str) -> str:
    return hashlib.sha256(f"{salt}{password}".encode()).hexdigest()


def matches(password: str, stored: str) -> bool:
    """Whether `password` is the one that was stored."""
    salt, _, expected = stored.partition("$")
    return digest(salt, password) == expected
