CREATE TABLE runs (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    plan_id TEXT NOT NULL,
    plan_digest TEXT NOT NULL,
    request TEXT NOT NULL,
    base_commit TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    branch TEXT,
    commit_id TEXT,
    reason TEXT
) STRICT;

CREATE TABLE plans (
    run TEXT PRIMARY KEY REFERENCES runs (id),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE objectives (
    run TEXT NOT NULL REFERENCES runs (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    wave INTEGER NOT NULL,
    state TEXT NOT NULL,
    worker TEXT,
    reason TEXT,
    commit_id TEXT,
    PRIMARY KEY (run, id)
) STRICT;

CREATE TABLE attempts (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    objective TEXT NOT NULL,
    number INTEGER NOT NULL,
    worker TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    reason TEXT,
    log TEXT,
    answer TEXT,
    by_products INTEGER NOT NULL DEFAULT 0,
    UNIQUE (run, objective, number),
    FOREIGN KEY (run, objective) REFERENCES objectives (run, id)
) STRICT;

CREATE TABLE waves (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    wave INTEGER NOT NULL,
    commit_id TEXT,
    reason TEXT
) STRICT;

CREATE INDEX waves_by_run ON waves (run, wave);

CREATE TABLE gates (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    gate TEXT NOT NULL,
    stage TEXT NOT NULL,
    wave INTEGER NOT NULL,
    objective TEXT,
    passed INTEGER NOT NULL,
    exit_code INTEGER,
    seconds REAL NOT NULL,
    reason TEXT,
    log TEXT
) STRICT;

CREATE INDEX gates_by_run ON gates (run);

CREATE TABLE effects (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    key TEXT NOT NULL,
    intent TEXT NOT NULL,
    result TEXT,
    UNIQUE (run, key)
) STRICT;

CREATE TABLE events (
    run TEXT NOT NULL REFERENCES runs (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    objective TEXT,
    attempt INTEGER,
    data TEXT NOT NULL,
    PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER events_are_never_changed BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;

CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are append-only');
END;
