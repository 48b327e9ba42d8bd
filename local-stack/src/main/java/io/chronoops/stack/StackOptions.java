package io.chronoops.stack;

import io.chronoops.stack.data.Ports;
import java.nio.file.Path;

/**
 * How to bring a stack up.
 *
 * @param durable whether PostgreSQL waits for the disk; a test that ends no machine need not
 */
public record StackOptions(Path data, Ports ports, boolean durable) {
    public StackOptions {
        data = data.toAbsolutePath().normalize();
    }

    /** For a test: free ports, in this folder. */
    public static StackOptions forTest(Path data) {
        return new StackOptions(data, Ports.free(), false);
    }
}
