/** Replaces an operated database by a restored one: one transaction swaps their names, all before it can be put back. */
@NullMarked
package io.chronoops.backup.replace;

import org.jspecify.annotations.NullMarked;
