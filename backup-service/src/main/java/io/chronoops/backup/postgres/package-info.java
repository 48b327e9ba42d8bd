/** PostgreSQL as backup-service uses it: sessions, snapshots, client programs. */
@NullMarked
package io.chronoops.backup.postgres;

import org.jspecify.annotations.NullMarked;
