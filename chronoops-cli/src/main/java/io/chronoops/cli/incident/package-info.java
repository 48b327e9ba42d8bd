/** Incidents and who has them. */
@NullMarked
package io.chronoops.cli.incident;

import org.jspecify.annotations.NullMarked;
