CREATE TABLE segment (
    id INTEGER PRIMARY KEY,
    chunks INTEGER NOT NULL,
    commits INTEGER NOT NULL
) STRICT;

CREATE TABLE posting (
    id INTEGER PRIMARY KEY,
    segment INTEGER NOT NULL,
    first_term TEXT NOT NULL,
    block BLOB NOT NULL,
    UNIQUE (segment, first_term)
) STRICT;

CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    oid BLOB NOT NULL,
    language TEXT NOT NULL,
    left_out TEXT NOT NULL,
    segment INTEGER NOT NULL,
    first_chunk INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    name_words INTEGER NOT NULL,
    chunks BLOB NOT NULL,
    UNIQUE (oid, language)
) STRICT;

CREATE TABLE outline (
    text INTEGER PRIMARY KEY,
    definitions BLOB NOT NULL,
    imports BLOB NOT NULL
) STRICT;

CREATE TABLE path (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE past (
    id INTEGER PRIMARY KEY,
    oid BLOB NOT NULL UNIQUE,
    segment INTEGER NOT NULL,
    number INTEGER NOT NULL,
    time INTEGER NOT NULL,
    words INTEGER NOT NULL,
    subject TEXT NOT NULL,
    paths BLOB NOT NULL
) STRICT;

CREATE TABLE cached (
    id INTEGER PRIMARY KEY,
    space TEXT NOT NULL,
    key TEXT NOT NULL,
    parent TEXT,
    value BLOB NOT NULL,
    size INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER,
    last_used INTEGER NOT NULL,
    hits INTEGER NOT NULL DEFAULT 0,
    UNIQUE (space, key)
) STRICT;

CREATE INDEX cached_by_use ON cached (last_used, id);

CREATE INDEX cached_by_frequency ON cached (hits, last_used, id);

CREATE INDEX cached_by_expiry ON cached (expires_at, made_at, id);

CREATE INDEX cached_by_size ON cached (space, size);

CREATE TABLE cache_metric (
    space TEXT PRIMARY KEY,
    hits INTEGER NOT NULL DEFAULT 0,
    misses INTEGER NOT NULL DEFAULT 0,
    evictions INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
