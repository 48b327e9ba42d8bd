/** REST: plans, their SQL, and where they stand in a database. */
@NullMarked
package io.chronoops.migration.web;

import org.jspecify.annotations.NullMarked;
