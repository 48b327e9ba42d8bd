/** What Prometheus scrapes. */
@NullMarked
package io.chronoops.monitor.metrics;

import org.jspecify.annotations.NullMarked;
