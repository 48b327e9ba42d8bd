/** Plans: what to do to a table, in which order, and how to take it back. Who adds a plan adds a file here. */
@NullMarked
package io.chronoops.migration.plan;

import org.jspecify.annotations.NullMarked;
