package io.chronoops.backup.timeline;

import java.io.IOException;

/** Values too large for the log, by their hash. */
@FunctionalInterface
public interface LargeTexts {
    /** One of them. */
    String read(String hash) throws IOException;
}
