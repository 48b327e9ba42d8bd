/** REST. */
@NullMarked
package io.chronoops.monitor.web;

import org.jspecify.annotations.NullMarked;
