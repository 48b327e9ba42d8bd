-- One row a backup that counts. Can be made anew from the repository: nothing here is known nowhere else
-- but what was verified and proven, which the log tells.
CREATE TABLE backup (
    id             text PRIMARY KEY,
    database       text NOT NULL,
    type           text NOT NULL,
    taken_at       timestamptz NOT NULL,
    ended_at       timestamptz NOT NULL,
    lsn            bigint NOT NULL,
    tables         int NOT NULL,
    rows           bigint NOT NULL,
    bytes          bigint NOT NULL,
    codec          text NOT NULL,
    retention_days int,
    location       text NOT NULL,
    verified_at    timestamptz,
    damaged        text
);
CREATE INDEX backup_database ON backup (database, taken_at DESC);
