/** Tests of what other services say. */
@NullMarked
package io.chronoops.router.inbound;

import org.jspecify.annotations.NullMarked;
