/** The alert router: tells the right person. */
@NullMarked
package io.chronoops.router;

import org.jspecify.annotations.NullMarked;
