/** The archive: sealed segments of the change log, a chain that restores read. */
@NullMarked
package io.chronoops.backup.archive;

import org.jspecify.annotations.NullMarked;
