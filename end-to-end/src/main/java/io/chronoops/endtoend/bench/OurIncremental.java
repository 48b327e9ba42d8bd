package io.chronoops.endtoend.bench;

import io.chronoops.stack.process.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our incremental backup after a hundredth of the large table's rows changed. */
final class OurIncremental implements Side {
    private final OurService service;
    private final ChangedTables tables;
    private final Path segments;
    private OurService.@Nullable Done done;
    private int turn;
    private long before;

    /** segments: where the log is sealed. */
    OurIncremental(OurService service, ChangedTables tables, Path segments) {
        this.service = service;
        this.tables = tables;
        this.segments = segments;
    }

    @Override
    public String name() {
        return "chronoops backup --type=incremental";
    }

    @Override
    public void prepare() throws IOException, SQLException {
        service.incremental();
        before = Client.bytes(Folders.make(segments));
        tables.changeHundredth(turn++);
    }

    @Override
    public void act() throws IOException {
        done = service.incremental();
    }

    @Override
    public double ownSeconds() {
        return service.ownSeconds(Objects.requireNonNull(done));
    }

    @Override
    public long bytes() throws IOException {
        return Client.bytes(segments) - before;
    }

    @Override
    public void clear() {
        // the log stays
    }
}
