/** How a call ends: exit codes, and troubles with their mends. */
@NullMarked
package io.chronoops.cli.exit;

import org.jspecify.annotations.NullMarked;
