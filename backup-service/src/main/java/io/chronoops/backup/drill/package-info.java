/** Drills: a backup is proven by restoring it into a scratch database, comparing and measuring. */
@NullMarked
package io.chronoops.backup.drill;

import org.jspecify.annotations.NullMarked;
