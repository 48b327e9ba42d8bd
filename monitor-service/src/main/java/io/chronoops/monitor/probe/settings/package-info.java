/** The server's settings that dashboards show. */
@NullMarked
package io.chronoops.monitor.probe.settings;

import org.jspecify.annotations.NullMarked;
