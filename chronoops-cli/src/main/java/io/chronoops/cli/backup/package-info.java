/** Taking, listing, verifying, expiring backups. */
@NullMarked
package io.chronoops.cli.backup;

import org.jspecify.annotations.NullMarked;
