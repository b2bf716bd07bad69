-- The schema as the newest migration leaves it, for readers; a test keeps it equal to the migrations.
-- Moments are ISO 8601 in UTC with milliseconds; `serial` gives the order in which rows were made.

-- One execution of a plan; `state` moves by the table RUN in model/transitions.py.
CREATE TABLE runs (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    plan_id TEXT NOT NULL,
    plan_digest TEXT NOT NULL,
    request TEXT NOT NULL,
    base_commit TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL, -- dates every commit of the run
    started_at TEXT,
    ended_at TEXT,
    branch TEXT,
    commit_id TEXT,
    reason TEXT -- of the present state
) STRICT;

-- The plan that a run follows, as JSON that only planning understands.
CREATE TABLE plans (
    run TEXT PRIMARY KEY REFERENCES runs (id),
    text TEXT NOT NULL
) STRICT;

-- The objectives of a run in plan order; `state` moves by the table OBJECTIVE.
CREATE TABLE objectives (
    run TEXT NOT NULL REFERENCES runs (id),
    id TEXT NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    wave INTEGER NOT NULL,
    state TEXT NOT NULL,
    worker TEXT, -- the planned one, then that of the latest attempt
    reason TEXT,
    commit_id TEXT, -- the captured commit; NULL again after a roll-back
    PRIMARY KEY (run, id)
) STRICT;

-- One dispatch of an objective; `state` moves by the table ATTEMPT.
CREATE TABLE attempts (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    objective TEXT NOT NULL,
    number INTEGER NOT NULL, -- from 1 within the objective
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

-- Every integration of a wave, repeated ones too; `commit_id` is NULL for one that was rolled back.
CREATE TABLE waves (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    wave INTEGER NOT NULL,
    commit_id TEXT,
    reason TEXT
) STRICT;

CREATE INDEX waves_by_run ON waves (run, wave);

-- Every verdict of a gate, repeated ones too.
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

-- What happens outside the journal: `result` is NULL between the intent and the record.
CREATE TABLE effects (
    serial INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES runs (id),
    key TEXT NOT NULL,
    intent TEXT NOT NULL,
    result TEXT,
    UNIQUE (run, key)
) STRICT;

-- Of a run that succeeded: how its analysis compares with what changed.
CREATE TABLE scorecards (
    run TEXT PRIMARY KEY REFERENCES runs (id),
    task_type TEXT NOT NULL,
    shift REAL NOT NULL -- the correction, in log-odds, that the probabilities hold
) STRICT;

-- The files that were predicted, changed, or both.
CREATE TABLE scorecard_files (
    run TEXT NOT NULL REFERENCES scorecards (run),
    path TEXT NOT NULL,
    probability REAL, -- NULL where it was no candidate
    chosen INTEGER NOT NULL,
    change TEXT, -- NULL where it stayed as it was
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;

-- One row per change, in the transaction of the change; `seq` counts from 1 within the run without gaps.
CREATE TABLE events (
    run TEXT NOT NULL REFERENCES runs (id),
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    objective TEXT,
    attempt INTEGER,
    data TEXT NOT NULL, -- JSON
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
