/** Sessions at operated databases: few, read-only, each statement bounded. */
@NullMarked
package io.chronoops.monitor.postgres;

import org.jspecify.annotations.NullMarked;
