/** What monitor-service measures. */
@NullMarked
package io.chronoops.cli.monitor;

import org.jspecify.annotations.NullMarked;
