/** What a breach is: rules as data, and the pure decision that serves the live stream and a replay alike. */
@NullMarked
package io.chronoops.monitor.rule;

import org.jspecify.annotations.NullMarked;
