-- When each table was last compared with what base and log say of it; a database's runs themselves have an empty table_name.
CREATE TABLE table_proof (
    database   text NOT NULL,
    table_name text NOT NULL,
    checked_at timestamptz NOT NULL,
    proven_at  timestamptz,
    lsn        bigint NOT NULL,
    rows       bigint NOT NULL,
    digest     text NOT NULL,
    PRIMARY KEY (database, table_name)
);
