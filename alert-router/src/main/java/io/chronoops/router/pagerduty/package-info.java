/** PagerDuty, Events API v2. */
@NullMarked
package io.chronoops.router.pagerduty;

import org.jspecify.annotations.NullMarked;
