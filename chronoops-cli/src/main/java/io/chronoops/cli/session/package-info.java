/** All that one call needs. */
@NullMarked
package io.chronoops.cli.session;

import org.jspecify.annotations.NullMarked;
