/** Plans and what is wrong with bad ones. */
@NullMarked
package io.chronoops.migration.plan;

import org.jspecify.annotations.NullMarked;
