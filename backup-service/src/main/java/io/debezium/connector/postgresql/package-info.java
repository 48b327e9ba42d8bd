/** Classes of Debezium that are replaced: see docs/decisions/0055. */
@NullMarked
package io.debezium.connector.postgresql;

import org.jspecify.annotations.NullMarked;
