/** Where a demo runs: a stack of its own in a temporary folder, its services, its databases. */
@NullMarked
package io.chronoops.endtoend.place;

import org.jspecify.annotations.NullMarked;
