/** That what operators look at is true: metrics, alerts, the dashboard, and the composed stack. */
@NullMarked
package io.chronoops.endtoend.seen;

import org.jspecify.annotations.NullMarked;
