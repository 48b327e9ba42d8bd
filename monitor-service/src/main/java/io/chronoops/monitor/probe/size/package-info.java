/** How large the databases are. */
@NullMarked
package io.chronoops.monitor.probe.size;

import org.jspecify.annotations.NullMarked;
