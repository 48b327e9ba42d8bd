package io.chronoops.router;

import io.chronoops.kit.databases.Database;
import io.chronoops.kit.databases.Databases;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The router knows no databases: it may not read their topic, and needs none to tell people. */
final class NoDatabases implements Databases {
    @Override
    public Collection<Database> all() {
        return List.of();
    }

    @Override
    public Optional<Database> find(String name) {
        return Optional.empty();
    }

    @Override
    public void awaitNewest(Duration timeout) {
        // there is nothing to wait for
    }

    @Override
    public void watch(Watcher watcher) {
        // none comes, none goes
    }
}
