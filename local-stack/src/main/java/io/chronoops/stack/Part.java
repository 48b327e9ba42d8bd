package io.chronoops.stack;

import io.chronoops.stack.process.Daemon;
import java.util.OptionalLong;

/** A part of the stack: a process that can be taken away and brought back. */
public final class Part {
    private final Daemon daemon;
    private final int port;

    Part(Daemon daemon, int port) {
        this.daemon = daemon;
        this.port = port;
    }

    public String name() {
        return daemon.name();
    }

    /** The port on 127.0.0.1 on which it listens. */
    public int port() {
        return port;
    }

    /** kill -9, children included. */
    public void kill() {
        daemon.kill();
    }

    /** Ends it in good order. */
    public void stop() {
        daemon.stop();
    }

    /** Starts it again and waits until it answers. */
    public void start() {
        daemon.start();
    }

    /** The pid of its process, while it runs. */
    public OptionalLong pid() {
        return daemon.running().stream().mapToLong(ProcessHandle::pid).findFirst();
    }

    public boolean isRunning() {
        return daemon.isRunning();
    }

    /** Whether it runs and answers. */
    public boolean isReady() {
        return daemon.isRunning() && daemon.isReady();
    }
}
