-- One row a command taken up by this service: the inbox and the state of the operation at once.
CREATE TABLE operation (
    id           text PRIMARY KEY,
    type         text NOT NULL,
    database     text,
    state        text NOT NULL CHECK (state IN ('accepted', 'running', 'succeeded', 'failed', 'cancelled', 'rejected')),
    command      jsonb NOT NULL,
    fence        bigint NOT NULL DEFAULT 0,
    cancel_by    text,
    accepted_at  timestamptz NOT NULL DEFAULT now(),
    started_at   timestamptz,
    ended_at     timestamptz,
    step         text,
    done         bigint,
    total        bigint,
    unit         text,
    summary      text,
    details      jsonb,
    reason       text,
    message      text,
    mend         text
);
CREATE INDEX operation_accepted_at ON operation (accepted_at DESC);

-- Events on their way to Kafka. A batch is numbered before it is sent, and its number is committed with it.
CREATE TABLE outbox (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch   bigint,
    topic   text NOT NULL,
    key     text,
    type    text,
    payload bytea
);
CREATE INDEX outbox_batch ON outbox (batch, id);
CREATE SEQUENCE outbox_batch_number;

-- db-scheduler's own table.
CREATE TABLE scheduled_tasks (
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
CREATE INDEX scheduled_tasks_execution_time ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat ON scheduled_tasks (last_heartbeat);
