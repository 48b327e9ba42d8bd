/** Processes that outlive whoever started them: started detached, found again, ended, never mistaken for another. */
@NullMarked
package io.chronoops.stack.process;

import org.jspecify.annotations.NullMarked;
