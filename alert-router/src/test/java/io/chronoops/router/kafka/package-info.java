/** Tests of the topology. */
@NullMarked
package io.chronoops.router.kafka;

import org.jspecify.annotations.NullMarked;
