/** How long the longest statement runs. */
@NullMarked
package io.chronoops.monitor.probe.longqueries;

import org.jspecify.annotations.NullMarked;
