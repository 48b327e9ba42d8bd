package io.chronoops.backup.schedule;

import io.chronoops.ops.BackupCommand;
import io.chronoops.ops.CleanupCommand;
import io.chronoops.ops.CompactCommand;
import io.chronoops.ops.DrillCommand;
import io.chronoops.ops.MaintenanceCommand;
import io.chronoops.ops.ProveCommand;
import io.chronoops.ops.VerifyCommand;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One time that a schedule is due, for one database: always the same command, whoever publishes it and how often. */
record Occurrence(Schedule schedule, String database, Instant due) {
    private static final String SOURCE = "backup-service:schedule:";

    MaintenanceCommand command() {
        var command = MaintenanceCommand.newBuilder()
                .setId(id().toString())
                .setAt(due.truncatedTo(ChronoUnit.MICROS))
                .setSource(SOURCE + schedule.name())
                .setDatabase(database);
        switch (schedule.command()) {
            case BACKUP ->
                command.setBackup(
                        BackupCommand.newBuilder().setType(schedule.type()).build());
            case CLEANUP -> command.setCleanup(new CleanupCommand(false));
            case VERIFY -> command.setVerify(new VerifyCommand(null));
            case DRILL -> command.setDrill(DrillCommand.newBuilder().build());
            case COMPACT -> command.setCompact(new CompactCommand(false));
            case PROVE -> command.setProve(ProveCommand.newBuilder().build());
        }
        return command.build();
    }

    /** In the form of version 7: the time that it is due, then a hash in the place of chance. */
    UUID id() {
        String all = schedule.name() + "\n" + database + "\n" + due;
        ByteBuffer hash = ByteBuffer.wrap(sha256(all));
        long high = (due.toEpochMilli() << 16) | 0x7000L | (hash.getShort() & 0x0fffL);
        long low = (hash.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
