/** The net effect of the log: what many changes of many rows come to, table by table. Pure: no database, no files. */
@NullMarked
package io.chronoops.backup.neteffect;

import org.jspecify.annotations.NullMarked;
