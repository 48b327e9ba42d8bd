/** Tests of telling a receiver. */
@NullMarked
package io.chronoops.router.delivery;

import org.jspecify.annotations.NullMarked;
