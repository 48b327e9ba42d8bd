/** Gaps in a database's log: told once, and mended by a new base. */
@NullMarked
package io.chronoops.backup.gap;

import org.jspecify.annotations.NullMarked;
