-- Gaps in the logs that were told: each by one event, however often it is seen.
CREATE TABLE gap (
    id       uuid PRIMARY KEY,
    database text NOT NULL,
    reason   text NOT NULL,
    told_at  timestamptz NOT NULL DEFAULT now()
);
