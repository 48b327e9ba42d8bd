/** What is measured all the time while the demo runs. */
@NullMarked
package io.chronoops.endtoend.watch;

import org.jspecify.annotations.NullMarked;
