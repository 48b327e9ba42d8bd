/** The whole product at once: the demo. */
@NullMarked
package io.chronoops.endtoend;

import org.jspecify.annotations.NullMarked;
