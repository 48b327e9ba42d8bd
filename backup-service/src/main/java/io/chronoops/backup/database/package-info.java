/** Operated databases: prepare, check, add, remove. */
@NullMarked
package io.chronoops.backup.database;

import org.jspecify.annotations.NullMarked;
