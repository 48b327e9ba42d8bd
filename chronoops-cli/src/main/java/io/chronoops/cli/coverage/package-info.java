/** What can be restored to when. */
@NullMarked
package io.chronoops.cli.coverage;

import org.jspecify.annotations.NullMarked;
