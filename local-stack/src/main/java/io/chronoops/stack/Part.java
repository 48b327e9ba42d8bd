package io.chronoops.stack;

import io.chronoops.stack.process.Daemon;

/** A part of the stack whose process can be taken away and brought back. */
public final class Part {
    private final Daemon daemon;

    Part(Daemon daemon) {
        this.daemon = daemon;
    }

    /** kill -9, children included. */
    public void kill() {
        daemon.kill();
    }

    /** Starts it again and waits until it answers. */
    public void start() {
        daemon.start();
    }

    /** The pid of its process. */
    public long pid() {
        return daemon.running()
                .orElseThrow(() -> new IllegalStateException(daemon.name() + " does not run"))
                .pid();
    }

    public boolean isRunning() {
        return daemon.isRunning();
    }
}
