package io.chronoops.backup.schema;

import io.chronoops.backup.capture.Captures;
import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/** Follows the schemas of all operated databases. */
public final class FollowSchemas implements SmartLifecycle, Databases.Watcher {
    private final Databases databases;
    private final Captures captures;
    private final SchemaReader reader;
    private final Map<String, Following> following = new ConcurrentHashMap<>();
    private volatile boolean started;

    /** Of these databases, as their archives tell. */
    public FollowSchemas(Databases databases, Captures captures, SchemaReader reader) {
        this.databases = databases;
        this.captures = captures;
        this.reader = reader;
    }

    private record Following(FollowSchema follow, Thread thread) {
        void stop() {
            follow.stop();
            thread.interrupt();
        }
    }

    @Override
    public void added(Database database) {
        removed(database.name());
        var follow = new FollowSchema(database, () -> captures.archive(database.name()), reader);
        following.put(
                database.name(),
                new Following(
                        follow,
                        Thread.ofPlatform()
                                .name("schema-" + database.name())
                                .daemon()
                                .start(follow)));
    }

    @Override
    public void removed(String name) {
        Following gone = following.remove(name);
        if (gone != null) {
            gone.stop();
        }
    }

    @Override
    public void start() {
        started = true;
        databases.watch(this);
    }

    @Override
    public void stop() {
        started = false;
        following.keySet().forEach(this::removed);
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** After the captures. */
    @Override
    public int getPhase() {
        return 2;
    }
}
