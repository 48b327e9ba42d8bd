package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.full.Manifest.FileEntry;
import io.chronoops.backup.full.RecordedFile;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.SqlScript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The scripts of a base, or of a schema version. */
record Script(Repository repository, Manifest base) {
    static final String PRE_DATA = "pre-data.sql";
    static final String POST_DATA = "post-data.sql";
    static final String DATABASE = "database.sql";

    /** The objects of one script; a base without it has none. */
    List<Entry> entries(String name) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (FileEntry file : base.files()) {
            if (file.path().equals(name)) {
                var bytes = new ByteArrayOutputStream();
                RecordedFile.read(
                        repository,
                        Layout.folder(base.database(), base.type(), base.id()),
                        file,
                        in -> in.transferTo(bytes));
                entries.addAll(SqlScript.read(bytes.toString(StandardCharsets.UTF_8)));
            }
        }
        return entries;
    }
}
