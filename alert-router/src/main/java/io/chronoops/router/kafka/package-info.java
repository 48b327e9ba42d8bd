/** The topology, its stores, and the clients: the wire of the router, deciding nothing. */
@NullMarked
package io.chronoops.router.kafka;

import org.jspecify.annotations.NullMarked;
