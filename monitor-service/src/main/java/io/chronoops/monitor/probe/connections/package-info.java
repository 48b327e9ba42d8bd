/** How many of the connections that a normal role can take are taken. */
@NullMarked
package io.chronoops.monitor.probe.connections;

import org.jspecify.annotations.NullMarked;
