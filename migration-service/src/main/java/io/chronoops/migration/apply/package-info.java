/** The command migrate: everything from the precondition to the base. */
@NullMarked
package io.chronoops.migration.apply;

import org.jspecify.annotations.NullMarked;
