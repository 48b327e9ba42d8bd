/** A real operated and control PostgreSQL, Kafka broker and registry on this machine, for tests and for the up command. */
@NullMarked
package io.chronoops.stack;

import org.jspecify.annotations.NullMarked;
