/** Tests of the records. */
@NullMarked
package io.chronoops.router.wire;

import org.jspecify.annotations.NullMarked;
