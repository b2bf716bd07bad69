"""Sessions: opened by a login, continued by a refresh, closed by a logout.

A session hands out a short-lived access token and a refresh token that can be used once. Tokens
are believed only while their session is in the table, so closing it revokes them at once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from taskapi.auth.tokens import Claims, InvalidToken, Keyring, sign, verify
from taskapi.services import Services
from taskapi.storage import Table

ACCESS = "access"
REFRESH = "refresh"


@dataclass(frozen=True)
class TokenPair:
    """What a client gets; `expires_in` is the seconds for which the access token is good."""

    access: str
    refresh: str
    expires_in: int


@dataclass(frozen=True)
class Sessions:
    """Open sessions by id; lifetimes and `now` in seconds."""

    table: Table
    keyring: Keyring
    issuer: str
    access_lifetime: int
    refresh_lifetime: int
    now: float

    def open(self, user: str) -> TokenPair:
        """A new session for a user who has proved who they are."""
        self.forget_expired()
        return self.issue(user, secrets.token_urlsafe(16))

    def user_of(self, token: str) -> str:
        """The user whose access token this is; InvalidToken where it is none or was revoked."""
        claims = self.claims(token, ACCESS)
        return str(claims["sub"])

    def refresh(self, token: str) -> TokenPair:
        """New tokens for a refresh token; one that comes a second time closes its session.

        The second use means that two clients have the token, and one of them stole it.
        """
        claims = self.claims(token, REFRESH)
        session = str(claims["sid"])
        if (self.table.get(session) or {}).get("refresh") != claims.get("jti"):
            self.table.remove(session)
            raise InvalidToken("the token was used before")
        return self.issue(str(claims["sub"]), session)

    def close(self, token: str) -> None:
        """End the session of an access token; all of its tokens are void from now on."""
        self.table.remove(str(self.claims(token, ACCESS)["sid"]))

    def close_all(self, user: str) -> None:
        """End every session of a user."""
        for session, record in self.table.items():
            if record["user"] == user:
                self.table.remove(session)

    def forget_expired(self) -> None:
        for session, record in self.table.items():
            if record["expires"] <= self.now:
                self.table.remove(session)

    def issue(self, user: str, session: str) -> TokenPair:
        number = secrets.token_urlsafe(16)
        expires = self.now + self.refresh_lifetime
        access = self.token(user, session, ACCESS, self.now + self.access_lifetime)
        refresh = self.token(user, session, REFRESH, expires, jti=number)
        self.table.put(session, {"user": user, "refresh": number, "expires": expires})
        return TokenPair(access, refresh, self.access_lifetime)

    def token(self, user: str, session: str, use: str, expires: float, **more: str) -> str:
        claims = {"iss": self.issuer, "sub": user, "sid": session, "use": use, **more}
        return sign({**claims, "iat": self.now, "exp": expires}, self.keyring)

    def claims(self, token: str, use: str) -> Claims:
        """The claims of a token of an open session, made for that use."""
        claims = verify(token, self.keyring, self.issuer, self.now)
        if claims.get("use") != use:
            raise InvalidToken(f"the token is no {use} token")
        record = self.table.get(str(claims.get("sid")))
        if record is None or record["user"] != claims.get("sub"):
            raise InvalidToken("the session has ended")
        return claims


def sessions_of(services: Services) -> Sessions:
    """The sessions in the storage, with the keys and lifetimes of the settings."""
    config = services.config
    return Sessions(
        table=services.storage.table("sessions"),
        keyring=Keyring(config.token_keys),
        issuer=config.token_issuer,
        access_lifetime=config.access_lifetime,
        refresh_lifetime=config.refresh_lifetime,
        now=services.clock(),
    )
