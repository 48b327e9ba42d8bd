/** How many of the blocks asked for since the look before were in the cache. */
@NullMarked
package io.chronoops.monitor.probe.cachehit;

import org.jspecify.annotations.NullMarked;
