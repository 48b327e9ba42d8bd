/** What Prometheus learns of migrations; METRICS.md lists it. */
@NullMarked
package io.chronoops.migration.metrics;

import org.jspecify.annotations.NullMarked;
