package io.chronoops.stack.cli;

import io.chronoops.stack.process.StackProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps two commands from changing one stack at once. */
final class OneAtATime implements AutoCloseable {
    private final FileChannel lock;

    private OneAtATime(FileChannel lock) {
        this.lock = lock;
    }

    /** Takes the folder, or refuses where another command has it. */
    static OneAtATime in(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) return new OneAtATime(channel);
            channel.close();
            throw new StackProblem("another chronoops up or down works in " + folder + ": wait for it to end");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folder, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
