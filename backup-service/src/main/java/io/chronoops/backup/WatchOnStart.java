package io.chronoops.backup;

import io.chronoops.kit.databases.Databases;
import org.springframework.context.SmartLifecycle;

/** Lets a watcher see the databases once they are known. */
final class WatchOnStart implements SmartLifecycle {
    private final Databases databases;
    private final Databases.Watcher watcher;
    private volatile boolean running;

    WatchOnStart(Databases databases, Databases.Watcher watcher) {
        this.databases = databases;
        this.watcher = watcher;
    }

    @Override
    public void start() {
        running = true;
        databases.watch(watcher);
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 2;
    }
}
