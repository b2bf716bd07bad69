CREATE TABLE scorecards (
    run TEXT PRIMARY KEY REFERENCES runs (id),
    task_type TEXT NOT NULL,
    shift REAL NOT NULL
) STRICT;

CREATE TABLE scorecard_files (
    run TEXT NOT NULL REFERENCES scorecards (run),
    path TEXT NOT NULL,
    probability REAL,
    chosen INTEGER NOT NULL,
    change TEXT,
    PRIMARY KEY (run, path)
) STRICT, WITHOUT ROWID;
