-- What was learned of a backup after it was taken; the same lies beside its manifest.
ALTER TABLE backup
    ADD COLUMN pinned_at      timestamptz,
    ADD COLUMN proven_at      timestamptz,
    ADD COLUMN proven_seconds double precision;

-- Scratch databases of drills: named here before they are made, so that a dead drill's leftover is known as ours.
CREATE TABLE drill_scratch (
    database     text NOT NULL,
    name         text NOT NULL,
    operation_id text NOT NULL,
    attempt      int NOT NULL,
    claimed_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (database, name)
);

-- db-scheduler's table for schedules: apart from that of operations, because each scheduler deletes tasks that it does not know.
CREATE TABLE schedule_run (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX schedule_run_execution_time ON schedule_run (execution_time);
