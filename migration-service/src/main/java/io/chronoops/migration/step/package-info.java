/** Steps of a migration: what each wants, how to see in the catalogue whether it stands, what is left to do. Who adds a step adds a file here. */
@NullMarked
package io.chronoops.migration.step;

import org.jspecify.annotations.NullMarked;
