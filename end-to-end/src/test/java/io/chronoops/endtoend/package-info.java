/** Tests of the whole module. */
@NullMarked
package io.chronoops.endtoend;

import org.jspecify.annotations.NullMarked;
