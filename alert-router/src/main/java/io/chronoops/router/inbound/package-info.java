/** What other services say, as records of the alert log. */
@NullMarked
package io.chronoops.router.inbound;

import org.jspecify.annotations.NullMarked;
