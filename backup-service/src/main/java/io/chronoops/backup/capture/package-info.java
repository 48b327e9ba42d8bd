/** Change capture: the operated database's changes, by Debezium, onto chronoops.cdc.<database>. */
@NullMarked
package io.chronoops.backup.capture;

import org.jspecify.annotations.NullMarked;
