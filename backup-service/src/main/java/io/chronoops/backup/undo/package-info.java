/** Undoes: writes the SQL that takes changes back, and runs it on command. */
@NullMarked
package io.chronoops.backup.undo;

import org.jspecify.annotations.NullMarked;
