/** Tests of the PostgreSQL settings. */
@NullMarked
package io.chronoops.stack.postgres;

import org.jspecify.annotations.NullMarked;
