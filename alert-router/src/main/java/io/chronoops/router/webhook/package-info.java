/** Any endpoint that takes JSON. */
@NullMarked
package io.chronoops.router.webhook;

import org.jspecify.annotations.NullMarked;
