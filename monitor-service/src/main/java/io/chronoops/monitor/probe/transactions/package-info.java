/** What the database does: commits, rollbacks, rows. */
@NullMarked
package io.chronoops.monitor.probe.transactions;

import org.jspecify.annotations.NullMarked;
