/** Restores from files: a backup of ours that lies elsewhere, an export, whatever pg_dump wrote. */
@NullMarked
package io.chronoops.backup.file;

import org.jspecify.annotations.NullMarked;
