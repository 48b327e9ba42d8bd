/** What tests of the whole monitor need: a stack, a registered database, a running service. */
@NullMarked
package io.chronoops.monitor.running;

import org.jspecify.annotations.NullMarked;
