package io.chronoops.backup.restore;

import io.chronoops.kit.operation.OperationFailed;

/** The schema of the newest moment is not read yet: it will be within seconds, if somebody does. */
final class SchemaUnread extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final OperationFailed failure;

    SchemaUnread(OperationFailed failure) {
        super(failure);
        this.failure = failure;
    }

    /** What to say if nobody did. */
    OperationFailed failure() {
        return failure;
    }
}
