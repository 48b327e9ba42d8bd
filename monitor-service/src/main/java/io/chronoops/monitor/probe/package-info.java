/** What a probe is. Each lives in a folder of its own below this one and is found there: adding one touches nothing else. */
@NullMarked
package io.chronoops.monitor.probe;

import org.jspecify.annotations.NullMarked;
