/** What a person or a program gets to see. */
@NullMarked
package io.chronoops.cli.output;

import org.jspecify.annotations.NullMarked;
