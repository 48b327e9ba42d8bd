/** How much of each table is dead rows or empty pages. */
@NullMarked
package io.chronoops.monitor.probe.deadtuples;

import org.jspecify.annotations.NullMarked;
