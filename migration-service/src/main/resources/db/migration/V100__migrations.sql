-- How far backfills have come. Only saves work: what is left is told by the rows themselves.
CREATE TABLE checkpoint (
    database       text NOT NULL,
    plan           text NOT NULL,
    step           text NOT NULL,
    relation       text NOT NULL, -- system identifier/database oid/table oid: a restored table is another one
    key            text[] NOT NULL,
    rows           bigint NOT NULL,
    settled_before bigint,
    saved_at       timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (database, plan, step)
);

-- What a table held when an operation first touched it.
CREATE TABLE beginning (
    operation_id text PRIMARY KEY,
    rows         bigint NOT NULL,
    deleted      bigint NOT NULL,
    heap_bytes   bigint NOT NULL,
    index_bytes  bigint NOT NULL,
    server_start text NOT NULL,
    at           timestamptz NOT NULL DEFAULT now()
);
