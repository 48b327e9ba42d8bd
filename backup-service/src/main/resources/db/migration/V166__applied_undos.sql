-- The transaction of the operated database that applies an undo: noted before it commits. Whether it did is asked there.
CREATE TABLE applied_undo (
    operation_id text PRIMARY KEY,
    xid          bigint NOT NULL,
    noted_at     timestamptz NOT NULL DEFAULT now()
);
