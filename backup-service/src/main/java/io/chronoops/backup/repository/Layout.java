package io.chronoops.backup.repository;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Where things lie in a repository. */
public final class Layout {
    /** The file whose presence makes a backup count. */
    public static final String MANIFEST = "manifest.json";

    /** Type of a manifest that is no backup: the schema, read by itself after it changed. */
    public static final String SCHEMA_VERSION = "schema version";

    private static final int LONGEST = 200;
    private static final int KEPT = 120;

    private Layout() {}

    /** All backups of a database. */
    public static String backups(String database) {
        return database + "/backups";
    }

    /** One backup's folder. */
    public static String backup(String database, String id) {
        return backups(database) + "/" + id;
    }

    /** One backup's manifest. */
    public static String manifest(String database, String id) {
        return backup(database, id) + "/" + MANIFEST;
    }

    /** All segments of a database. */
    public static String segments(String database) {
        return database + "/segments";
    }

    /** A database's segment under way, where it can lie here. */
    public static String open(String database) {
        return database + "/open";
    }

    /** All schema versions of a database. */
    public static String schemas(String database) {
        return database + "/schemas";
    }

    /** The folder of what a manifest describes. */
    public static String folder(String database, String type, String id) {
        return type.equals(SCHEMA_VERSION) ? schemas(database) + "/" + id : backup(database, id);
    }

    /** All compacted runs of a database's segments. */
    public static String compacted(String database) {
        return database + "/compacted";
    }

    /** A table's folder below data/, whatever its name holds; one too long for a file system ends in a hash of it. */
    public static String table(String schema, String table) {
        String name = URLEncoder.encode(schema, StandardCharsets.UTF_8) + "."
                + URLEncoder.encode(table, StandardCharsets.UTF_8);
        return name.length() <= LONGEST
                ? name
                : name.substring(0, KEPT) + "~" + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The path, if it stays within the repository and every place reads it alike. */
    static String checked(String path) {
        for (String name : path.split("/", -1)) {
            if (name.isEmpty() || name.equals(".") || name.equals("..")) {
                throw new IllegalArgumentException(
                        "path " + path + " is none of a repository: it leaves it or has an empty name");
            }
        }
        return path;
    }
}
