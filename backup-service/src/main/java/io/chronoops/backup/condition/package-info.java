/** Conditions that people write in SQL: what they may do is choose rows, and nothing else. */
@NullMarked
package io.chronoops.backup.condition;

import org.jspecify.annotations.NullMarked;
