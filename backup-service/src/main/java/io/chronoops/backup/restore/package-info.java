/** Restores: a base, the log up to the target, into a database of its own. */
@NullMarked
package io.chronoops.backup.restore;

import org.jspecify.annotations.NullMarked;
