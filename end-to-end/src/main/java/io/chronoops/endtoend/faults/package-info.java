/** Fault rounds: kill -9 and worse under load, then the archive against the truth in the WAL. */
@NullMarked
package io.chronoops.endtoend.faults;

import org.jspecify.annotations.NullMarked;
