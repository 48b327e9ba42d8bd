/** What must lie behind a migration before it begins and after it ended: a verified full backup, a new base. */
@NullMarked
package io.chronoops.migration.cover;

import org.jspecify.annotations.NullMarked;
