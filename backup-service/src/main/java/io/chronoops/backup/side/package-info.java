/** Restores of some tables into a new schema of the operated database itself. */
@NullMarked
package io.chronoops.backup.side;

import org.jspecify.annotations.NullMarked;
