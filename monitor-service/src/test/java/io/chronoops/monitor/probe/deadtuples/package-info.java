/** The page estimate. */
@NullMarked
package io.chronoops.monitor.probe.deadtuples;

import org.jspecify.annotations.NullMarked;
