package io.chronoops.backup.timeline;

import java.util.Map;

/** What undoes one row change. */
sealed interface Inverse {
    /** Of which change. */
    RowChange of();

    /** The deleted row comes back. */
    record ComesBack(RowChange of, Map<String, Value> row) implements Inverse {}

    /** The inserted row goes, if it still is as it was inserted. */
    record Goes(RowChange of, Map<String, Value> row) implements Inverse {}

    /** The row gets these former values, if it still is as the change left it. */
    record WasSo(RowChange of, Map<String, Value> left, Map<String, Value> former) implements Inverse {}
}
