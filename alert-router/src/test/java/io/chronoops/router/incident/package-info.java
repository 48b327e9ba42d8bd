/** Tests of the decision. */
@NullMarked
package io.chronoops.router.incident;

import org.jspecify.annotations.NullMarked;
