/** A database like the customer's, an old application that uses it, and a migration to run against it. */
@NullMarked
package io.chronoops.migration.support;

import org.jspecify.annotations.NullMarked;
