/** Against a real PostgreSQL. */
@NullMarked
package io.chronoops.migration.postgres;

import org.jspecify.annotations.NullMarked;
