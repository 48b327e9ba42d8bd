/** Decisions of a run. */
@NullMarked
package io.chronoops.migration.run;

import org.jspecify.annotations.NullMarked;
