/** One class of Debezium that is replaced: see docs/decisions/0055. */
@NullMarked
package io.debezium.connector.postgresql.connection;

import org.jspecify.annotations.NullMarked;
