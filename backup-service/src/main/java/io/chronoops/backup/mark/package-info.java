/** Restore points: moments that somebody named, kept in the log itself. */
@NullMarked
package io.chronoops.backup.mark;

import org.jspecify.annotations.NullMarked;
