/** Tests of the whole router. */
@NullMarked
package io.chronoops.router;

import org.jspecify.annotations.NullMarked;
