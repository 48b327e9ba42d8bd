package io.chronoops.endtoend.demo;

import io.chronoops.endtoend.place.Place;
import io.chronoops.endtoend.screen.Say;
import io.chronoops.endtoend.watch.WatchRecoveryPoint;
import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.BackupType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A full backup, asked for on Kafka by a service that has the schemas and nothing else of ours. */
record TakeBackup() implements Step {
    @Override
    public String title() {
        return "Full backup";
    }

    @Override
    public Figure run(Scene scene) {
        var done = Operations.succeeded(
                scene,
                command -> command.setBackup(
                        BackupCommand.newBuilder().setType(BackupType.FULL).build()));
        var details = done.getDetails();
        scene.keepBackup(Objects.requireNonNull(details.get("backupId")));
        scene.keep(new WatchRecoveryPoint(scene.place().service("backup-service"), Place.DATABASE));
        return Figure.held("asked on Kafka; " + Say.count(number(details.get("rows"))) + " rows, gzip "
                + Say.bytes(number(details.get("bytes"))));
    }

    private static long number(@Nullable String text) {
        return Long.parseLong(Objects.requireNonNull(text));
    }
}
