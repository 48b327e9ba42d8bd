/** Incidents as operators look at them. */
@NullMarked
package io.chronoops.router.view;

import org.jspecify.annotations.NullMarked;
