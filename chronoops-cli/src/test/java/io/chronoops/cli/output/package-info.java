@NullMarked
package io.chronoops.cli.output;

import org.jspecify.annotations.NullMarked;
