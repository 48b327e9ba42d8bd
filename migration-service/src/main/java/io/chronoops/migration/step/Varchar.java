package io.chronoops.migration.step;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The length in a type name such as character varying(20). */
final class Varchar {
    private static final Pattern TYPE = Pattern.compile("character varying(?:\\((\\d+)\\))?");

    private Varchar() {}

    /** Empty: it is no varchar. One without length counts as the longest. */
    static OptionalInt length(String type) {
        Matcher matcher = TYPE.matcher(type);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(matcher.group(1) == null ? Integer.MAX_VALUE : Integer.parseInt(matcher.group(1)));
    }
}
