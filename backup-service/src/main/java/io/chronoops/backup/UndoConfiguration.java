package io.chronoops.backup;

import io.chronoops.backup.archive.ArchiveReader;
import io.chronoops.backup.archive.Segments;
import io.chronoops.backup.capture.Captures;
import io.chronoops.backup.catalogue.Manifests;
import io.chronoops.backup.full.TakeIncremental;
import io.chronoops.backup.postgres.Operated;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.restore.RestoreProperties;
import io.chronoops.backup.timeline.BaseRows;
import io.chronoops.backup.timeline.ReadTimeline;
import io.chronoops.backup.timeline.UndoRows;
import io.chronoops.backup.timeline.UndoTransaction;
import io.chronoops.backup.undo.AppliedUndos;
import io.chronoops.backup.undo.ApplyUndo;
import io.chronoops.backup.undo.UndoHandler;
import io.chronoops.backup.undo.WriteUndo;
import io.chronoops.kit.databases.Databases;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires what undoes. */
@Configuration(proxyBeanMethods = false)
class UndoConfiguration {
    @Bean
    WriteUndo writeUndo(Repository repository, Segments segments, Manifests manifests, Operated operated) {
        var timeline = new ReadTimeline(new ArchiveReader(repository));
        var bases = new BaseRows(repository);
        return new WriteUndo(
                new WriteUndo.Archive(repository, segments, manifests),
                operated,
                new UndoTransaction(timeline, bases),
                new UndoRows(timeline, bases));
    }

    @Bean
    ApplyUndo applyUndo(Operated operated, RestoreProperties restore, JdbcTemplate jdbc) {
        return new ApplyUndo(operated, restore.role(), new AppliedUndos(jdbc));
    }

    @Bean
    UndoHandler undoHandler(
            Databases databases,
            Captures captures,
            TakeIncremental incremental,
            WriteUndo write,
            ApplyUndo apply,
            Repository repository) {
        return new UndoHandler(databases, new UndoHandler.Sealing(captures, incremental), write, apply, repository);
    }
}
