/** Where the services are and who we are to them. */
@NullMarked
package io.chronoops.cli.context;

import org.jspecify.annotations.NullMarked;
