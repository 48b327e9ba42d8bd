/** What the router counts. */
@NullMarked
package io.chronoops.router.metrics;

import org.jspecify.annotations.NullMarked;
