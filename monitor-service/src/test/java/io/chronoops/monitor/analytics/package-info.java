/** Counting, tried on hand-made logs and on real ones. */
@NullMarked
package io.chronoops.monitor.analytics;

import org.jspecify.annotations.NullMarked;
