/** The monitor as a whole. */
@NullMarked
package io.chronoops.monitor;

import org.jspecify.annotations.NullMarked;
