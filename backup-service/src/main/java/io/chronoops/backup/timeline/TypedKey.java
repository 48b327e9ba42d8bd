package io.chronoops.backup.timeline;

import io.chronoops.kit.operation.OperationFailed;
import io.chronoops.ops.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row's key as people type it. */
final class TypedKey {
    private TypedKey() {}

    /** 5, or 5,2026-01-01 in the order of the identity's columns, or id=5 day=2026-01-01. */
    static RowKey read(String table, List<String> identity, List<String> typed) {
        Map<String, String> named = new HashMap<>();
        for (String one : typed) {
            int equals = one.indexOf('=');
            if (equals > 0 && identity.contains(one.substring(0, equals))) {
                named.put(one.substring(0, equals), one.substring(equals + 1));
            }
        }
        List<String> values = named.isEmpty()
                ? identity.size() == 1 && typed.size() == 1
                        ? typed
                        : typed.stream()
                                .flatMap(one -> java.util.Arrays.stream(one.split(",", -1)))
                                .toList()
                : identity.stream().filter(named::containsKey).map(named::get).toList();
        if (values.size() != identity.size() || (!named.isEmpty() && named.size() != typed.size())) {
            throw new OperationFailed(
                    Reason.INVALID,
                    "key " + String.join(" ", typed) + " does not name one row of " + table + ": rows are named by "
                            + String.join(", ", identity),
                    "give "
                            + String.join(
                                    ",", identity.stream().map(_ -> "VALUE").toList()) + " or "
                            + String.join(
                                    " ",
                                    identity.stream()
                                            .map(column -> column + "=VALUE")
                                            .toList()));
        }
        List<@Nullable String> key = new ArrayList<>(values);
        return new RowKey(table, identity, key);
    }
}
