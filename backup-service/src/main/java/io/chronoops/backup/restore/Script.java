package io.chronoops.backup.restore;

import io.chronoops.backup.full.Manifest;
import io.chronoops.backup.repository.Layout;
import io.chronoops.backup.repository.Repository;
import io.chronoops.backup.script.Entry;
import io.chronoops.backup.script.SqlScript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The scripts of a base. */
record Script(Repository repository, Manifest base) {
    static final String PRE_DATA = "pre-data.sql";
    static final String POST_DATA = "post-data.sql";
    static final String DATABASE = "database.sql";

    /** The objects of one script; a base without it has none. */
    List<Entry> entries(String name) throws IOException {
        if (base.files().stream().noneMatch(file -> file.path().equals(name))) {
            return List.of();
        }
        try (InputStream in = repository.open(Layout.backup(base.database(), base.id()) + "/" + name)) {
            return SqlScript.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
