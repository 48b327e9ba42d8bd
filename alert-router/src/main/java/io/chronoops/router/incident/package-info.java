/** Incidents and the pure decision about each record of the log. */
@NullMarked
package io.chronoops.router.incident;

import org.jspecify.annotations.NullMarked;
