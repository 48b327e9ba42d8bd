/** PostgreSQL from the machine's own binaries, run as an ordinary user. */
@NullMarked
package io.chronoops.stack.postgres;

import org.jspecify.annotations.NullMarked;
