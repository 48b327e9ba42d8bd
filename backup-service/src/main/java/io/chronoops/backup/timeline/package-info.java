/** Questions to the archive of changes: who did it, what a row was, what differs, how to undo it. Decides; knows no Spring and no JDBC. */
@NullMarked
package io.chronoops.backup.timeline;

import org.jspecify.annotations.NullMarked;
