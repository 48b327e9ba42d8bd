/** What steps decide, without a database. */
@NullMarked
package io.chronoops.migration.step;

import org.jspecify.annotations.NullMarked;
