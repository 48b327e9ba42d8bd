/** How many rows have each value, of chosen columns of chosen tables: loaded once in a snapshot, then kept by the change log, exact at any LSN. */
@NullMarked
package io.chronoops.monitor.analytics;

import org.jspecify.annotations.NullMarked;
