/** Changes of the schema, and the housekeeping of tables. */
@NullMarked
package io.chronoops.cli.migrate;

import org.jspecify.annotations.NullMarked;
