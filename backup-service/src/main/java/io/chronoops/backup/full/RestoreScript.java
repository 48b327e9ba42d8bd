package io.chronoops.backup.full;

import io.chronoops.backup.codec.Codec;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.Manifest.SequenceEntry;
import io.chronoops.backup.full.Manifest.TableEntry;
import io.chronoops.backup.postgres.Identifier;
import java.util.List;
import java.util.stream.Collectors;

/** Writes restore.sh: the way back at 3 am without us. */
final class RestoreScript {
    private RestoreScript() {}

    static String write(Manifest manifest, Codec codec, boolean ddl) {
        return manifest.keyId() == null ? plain(manifest, codec, ddl) : refusing(manifest);
    }

    /** gunzip cannot read what is encrypted; once decrypted, the folder holds the files and the backup's own script. */
    private static String refusing(Manifest manifest) {
        return """
                #!/bin/sh
                # The files of this backup of %s are encrypted with key %s.
                if [ -e "$(dirname "$0")/restore-plain.sh" ]; then exec sh "$(dirname "$0")/restore-plain.sh" "$@"; fi
                echo "this backup is encrypted with key %s: decrypt it first, as the runbook repository-keys says (program Decrypt in backup-service's jar)," >&2
                echo "then run restore-plain.sh in the folder that it wrote" >&2
                exit 1
                """.formatted(manifest.database(), manifest.keyId(), manifest.keyId());
    }

    static String plain(Manifest manifest, Codec codec, boolean ddl) {
        var script = new StringBuilder("""
                #!/bin/sh
                # Rebuilds database %s as of %s with psql and %s alone.
                # Usage: createdb -T template0 -E %s NEW && PGHOST=… PGUSER=… ./restore.sh NEW
                # Roles that are missing: psql -f roles.sql postgres   (names only, set passwords yourself)
                set -eu
                db=${1:?usage: ./restore.sh DATABASE   (an empty database, made with createdb -T template0)}
                cd "$(dirname "$0")"
                run() { psql -X -q -v ON_ERROR_STOP=1 -d "$db" "$@"; }
                load() { %s "$2" | PGCLIENTENCODING=UTF8 run -c "COPY $1 FROM STDIN"; echo "loaded $2"; }
                """.formatted(
                        manifest.server().dbname(),
                        manifest.takenAt(),
                        codec.expander().split(" ")[0],
                        manifest.server().encoding(),
                        codec.expander()));
        if (ddl) {
            script.append("run -o /dev/null -f pre-data.sql\n");
        }
        for (TableEntry table : manifest.tables()) {
            String target = Identifier.quote(table.schema(), table.name())
                    + (table.columns().isEmpty()
                            ? ""
                            : table.columns().stream()
                                    .map(Identifier::quote)
                                    .collect(Collectors.joining(", ", " (", ")")));
            for (FileEntry chunk : table.chunks()) {
                script.append("load ")
                        .append(shell(target))
                        .append(' ')
                        .append(shell(chunk.path()))
                        .append('\n');
            }
        }
        if (ddl) {
            script.append("run -o /dev/null -f post-data.sql\n");
        }
        for (SequenceEntry sequence : manifest.sequences()) {
            script.append("run -o /dev/null -c ")
                    .append(shell("SELECT setval("
                            + Identifier.literal(Identifier.quote(sequence.schema(), sequence.name())) + ", "
                            + sequence.lastValue() + ", " + sequence.called() + ")"))
                    .append('\n');
        }
        for (String view : ddl ? manifest.materializedViews() : List.<String>of()) {
            script.append("run -c ")
                    .append(shell("REFRESH MATERIALIZED VIEW " + view))
                    .append('\n');
        }
        if (ddl && manifest.files().stream().anyMatch(file -> file.path().equals("database.sql"))) {
            script.append("psql -X -q -d \"$db\" -v db=\"$db\" -f database.sql\n");
        }
        for (TableEntry table : manifest.tables()) { // by name: analysing all would ask foreign servers too
            script.append("run -c ")
                    .append(shell("ANALYZE " + Identifier.quote(table.schema(), table.name())))
                    .append('\n');
        }
        return script.append("echo \"done: $db\"\n").toString();
    }

    private static String shell(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
