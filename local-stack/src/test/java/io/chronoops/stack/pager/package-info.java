/** Tests of the receiver of pages. */
@NullMarked
package io.chronoops.stack.pager;

import org.jspecify.annotations.NullMarked;
