/** Replay: the sealed log applied to another database, or written onto another topic. */
@NullMarked
package io.chronoops.backup.replay;

import org.jspecify.annotations.NullMarked;
