/** The place where bases and segments lie; it describes itself. */
@NullMarked
package io.chronoops.backup.repository;

import org.jspecify.annotations.NullMarked;
