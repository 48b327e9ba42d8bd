/** The operated PostgreSQL and the control database, over JDBC. */
@NullMarked
package io.chronoops.migration.postgres;

import org.jspecify.annotations.NullMarked;
