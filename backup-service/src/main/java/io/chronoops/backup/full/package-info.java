/** Backups: one snapshot, its DDL by pg_dump, its rows by our own parallel COPY. */
@NullMarked
package io.chronoops.backup.full;

import org.jspecify.annotations.NullMarked;
