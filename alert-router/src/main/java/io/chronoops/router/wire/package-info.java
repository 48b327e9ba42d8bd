/** Our own words as the records of the alert topics, and back. */
@NullMarked
package io.chronoops.router.wire;

import org.jspecify.annotations.NullMarked;
