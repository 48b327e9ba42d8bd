/** Compaction: the net effect of old parts of the log beside them, so that restores over long chains read less. */
@NullMarked
package io.chronoops.backup.compaction;

import org.jspecify.annotations.NullMarked;
