@NullMarked
package io.chronoops.cli.database;

import org.jspecify.annotations.NullMarked;
