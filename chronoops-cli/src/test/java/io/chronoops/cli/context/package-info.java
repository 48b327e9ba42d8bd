@NullMarked
package io.chronoops.cli.context;

import org.jspecify.annotations.NullMarked;
