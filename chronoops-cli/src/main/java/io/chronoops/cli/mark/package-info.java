/** Restore points: moments that somebody named. */
@NullMarked
package io.chronoops.cli.mark;

import org.jspecify.annotations.NullMarked;
