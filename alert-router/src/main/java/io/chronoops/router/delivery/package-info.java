/** Telling one receiver: what waits, when it is tried again, and the ledger of it. */
@NullMarked
package io.chronoops.router.delivery;

import org.jspecify.annotations.NullMarked;
