/** Ids that a replay finds again. */
@NullMarked
package io.chronoops.router.id;

import org.jspecify.annotations.NullMarked;
