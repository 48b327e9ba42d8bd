package io.chronoops.stack;

import io.chronoops.stack.data.Ports;
import java.nio.file.Path;

/**
 * How to bring a stack up.
 *
 * @param durable whether PostgreSQL waits for the disk; a test that ends no machine need not
 */
public record StackOptions(Path data, Ports ports, boolean durable, Tuning tuning) {
    public StackOptions {
        data = data.toAbsolutePath().normalize();
    }

    /** A small and frugal one. */
    public StackOptions(Path data, Ports ports, boolean durable) {
        this(data, ports, durable, Tuning.NONE);
    }

    /** For a test: free ports, in this folder. */
    public static StackOptions forTest(Path data) {
        return new StackOptions(data, Ports.free(), false);
    }
}
