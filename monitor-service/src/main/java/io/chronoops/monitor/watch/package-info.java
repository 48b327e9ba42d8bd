/** Looks, again and again: a virtual thread for each probe of each database, each look bounded. */
@NullMarked
package io.chronoops.monitor.watch;

import org.jspecify.annotations.NullMarked;
