/** A receiver of pages on this machine that speaks PagerDuty's and Slack's protocols. */
@NullMarked
package io.chronoops.stack.pager;

import org.jspecify.annotations.NullMarked;
