/** How busy the machine's processors are, and what this service itself takes. */
@NullMarked
package io.chronoops.monitor.probe.cpu;

import org.jspecify.annotations.NullMarked;
