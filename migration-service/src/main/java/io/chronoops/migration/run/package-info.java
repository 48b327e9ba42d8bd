/** Running a plan: looks, acts, looks again. Ports to the operated server and to the control database. */
@NullMarked
package io.chronoops.migration.run;

import org.jspecify.annotations.NullMarked;
