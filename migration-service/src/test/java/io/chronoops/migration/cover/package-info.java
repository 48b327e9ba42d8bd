/** What covers a migration. */
@NullMarked
package io.chronoops.migration.cover;

import org.jspecify.annotations.NullMarked;
