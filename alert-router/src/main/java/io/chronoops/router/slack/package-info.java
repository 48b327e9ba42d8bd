/** Slack, incoming webhooks. */
@NullMarked
package io.chronoops.router.slack;

import org.jspecify.annotations.NullMarked;
