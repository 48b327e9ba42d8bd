package io.chronoops.backup.file;

/** What a file is, by its content. */
enum Form {
    /** The folder of a backup of ours. */
    BACKUP("backup of Chrono Ops"),
    /** pg_dump -Fp, or an export of ours. */
    PLAIN("plain SQL"),
    /** pg_dump -Fc. */
    CUSTOM("custom archive of pg_dump"),
    /** pg_dump -Fd. */
    DIRECTORY("directory archive of pg_dump"),
    /** pg_dump -Ft. */
    TAR("tar archive of pg_dump");

    private final String title;

    Form(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
