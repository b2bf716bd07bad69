"""Words that mean the same in a request and in code, as data.

`words` name the concept itself (`authentication` in a request, `auth` in a path); `related` are what usually
moves with it (a login has a user and a password). `name` is what a module for it is called. A pair belongs
here when it holds in most code bases, whatever their language or trade. A concept `across` is a concern of
every place where requests come in, not only of a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from cortex_cli.analysis.terms import stem

SAME = 0.4
"""How much a word of the same concept counts beside the request's own word."""
RELATED = 0.2


@dataclass(frozen=True, slots=True)
class Concept:
    name: str
    words: tuple[str, ...]
    related: tuple[str, ...] = ()
    across: bool = False


CONCEPTS: tuple[Concept, ...] = (
    Concept(
        "auth",
        (
            "authentication",
            "authenticate",
            "authorization",
            "authorize",
            "login",
            "logout",
            "signin",
            "oauth",
        ),
        ("user", "password", "credential", "session", "token", "permission", "unauthorized", "account"),
        across=True,
    ),
    Concept("jwt", ("jose", "jws"), ("token", "claim", "bearer", "expiry")),
    Concept("password", ("passwd", "passphrase"), ("credential", "hash", "salt")),
    Concept("permission", ("privilege", "acl", "rbac", "access"), ("role", "forbidden"), across=True),
    Concept("user", ("account", "member"), ("profile",)),
    Concept("security", ("secure", "vulnerability", "insecure"), ("secret", "hash", "sanitize", "escape")),
    Concept("crypto", ("encrypt", "decrypt", "cipher", "cryptography"), ("hash", "hmac", "key", "signature")),
    Concept("config", ("configuration", "configure", "settings", "preferences"), ("environment", "default")),
    Concept("env", ("environment",), ("config", "variable")),
    Concept("db", ("database", "sql", "sqlite", "postgres", "mysql"), ("schema", "migration", "query", "storage")),
    Concept("storage", ("persistence", "persist", "store"), ("database", "save", "load")),
    Concept("migration", ("migrate",), ("schema", "version", "upgrade")),
    Concept("cache", ("caching", "memoize"), ("ttl", "lru", "invalidate", "evict")),
    Concept("logging", ("log", "logger"), ("trace", "audit", "handler")),
    Concept("errors", ("error", "exception"), ("raise", "failure", "handler")),
    Concept("cli", ("command", "console", "terminal"), ("argument", "option", "flag", "parser")),
    Concept("option", ("flag", "switch"), ("argument", "parameter")),
    Concept("api", ("endpoint", "rest"), ("route", "handler", "request", "response")),
    Concept("routes", ("route", "routing", "router", "url"), ("endpoint", "path", "view")),
    Concept("pagination", ("paginate", "paging"), ("page", "limit", "offset", "cursor")),
    Concept("search", ("lookup",), ("find", "filter", "query", "index")),
    Concept("filters", ("filter", "filtering"), ("query", "where", "criteria")),
    Concept("sort", ("sorting", "order", "ordering"), ("key",)),
    Concept("mail", ("email", "smtp"), ("message", "notification", "recipient")),
    Concept("notifications", ("notify", "notification", "alert"), ("mail", "message", "subscribe")),
    Concept(
        "i18n",
        ("internationalization", "translation", "localization", "locale"),
        ("language", "gettext"),
        across=True,
    ),
    Concept("retry", ("retries", "backoff"), ("attempt", "timeout")),
    Concept("timeout", ("deadline",), ("expire", "wait", "cancel")),
    Concept("throttle", ("ratelimit", "throttling"), ("limit", "quota", "rate"), across=True),
    Concept("concurrency", ("concurrent", "parallel", "thread", "asyncio"), ("async", "lock", "worker", "pool")),
    Concept("validation", ("validate", "validator"), ("schema", "check", "constraint")),
    Concept("serialization", ("serialize", "serializer", "deserialize"), ("encode", "decode", "json")),
    Concept("parser", ("parse", "parsing"), ("token", "lexer", "grammar", "syntax")),
    Concept("metrics", ("telemetry", "monitoring", "statistics"), ("counter", "measure", "report")),
    Concept("time", ("datetime", "timestamp", "timezone", "date"), ("clock", "utc")),
    Concept("upload", ("attachment",), ("file", "multipart")),
    Concept("export", ("exporter",), ("csv", "write", "format")),
    Concept("template", ("templating",), ("render", "jinja")),
    Concept("docs", ("documentation", "readme", "docstring"), ()),
    Concept("deps", ("dependency", "requirement"), ("package", "version")),
    Concept("ci", ("workflow",), ("build", "pipeline", "action")),
    Concept("memory", ("leak",), ("allocate", "buffer", "cache")),
    Concept("plugin", ("extension", "addon"), ("hook", "register", "entry")),
    Concept("webhook", ("callback",), ("event", "hook")),
    Concept("event", ("signal",), ("emit", "listener", "subscribe", "handler")),
    Concept("delete", ("remove", "deletion"), ("destroy", "drop")),
    Concept("init", ("initialize", "initialization"), ("setup", "create")),
)


@cache
def _stems() -> Mapping[str, tuple[Concept, ...]]:
    found: dict[str, list[Concept]] = {}
    for concept in CONCEPTS:
        for word in dict.fromkeys(stem(word) for word in (concept.name, *concept.words)):
            found.setdefault(word, []).append(concept)
    return {word: tuple(concepts) for word, concepts in found.items()}


def concepts_of(term: str) -> tuple[Concept, ...]:
    """The concepts that a stemmed term names."""
    return _stems().get(term, ())


def companion_words(term: str) -> tuple[str, ...]:
    """The words of all concepts that a stemmed term names, spelled out."""
    return tuple(word for each in concepts_of(term) for word in (each.name, *each.words, *each.related))


def companions(term: str) -> dict[str, float]:
    """Stemmed terms that stand for the same as `term` or move with it, and how much each counts."""
    weights: dict[str, float] = {}
    for concept in concepts_of(term):
        _raise_to(weights, concept.related, RELATED)
        _raise_to(weights, (concept.name, *concept.words), SAME)
    weights.pop(term, None)
    return weights


def _raise_to(weights: dict[str, float], words: Iterable[str], weight: float) -> None:
    for word in words:
        key = stem(word)
        weights[key] = max(weight, weights.get(key, 0.0))
