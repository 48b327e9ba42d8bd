package io.chronoops.backup.timeline;

import io.chronoops.backup.archive.Segment.TableChanges;
import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A kind of what a transaction may have done. */
public enum Deed {
    INSERT,
    UPDATE,
    DELETE,
    TRUNCATE,
    DDL;

    /** As typed; null: any. */
    public static @Nullable Deed named(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(deed -> deed.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new OperationFailed(
                        Reason.INVALID,
                        "op " + name + " is none that the log knows",
                        "one of "
                                + Arrays.stream(values())
                                        .map(deed -> deed.name().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
    }

    /** How many of these changes are of this kind. */
    long count(TableChanges changes) {
        return switch (this) {
            case INSERT -> changes.inserted();
            case UPDATE -> changes.updated();
            case DELETE -> changes.deleted();
            case TRUNCATE -> changes.truncated();
            case DDL -> 0;
        };
    }
}
