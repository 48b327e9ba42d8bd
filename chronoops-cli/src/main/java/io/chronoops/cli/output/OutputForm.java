package io.chronoops.cli.output;

import java.util.Locale;

/** For a person, or for a program. */
public enum OutputForm {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
