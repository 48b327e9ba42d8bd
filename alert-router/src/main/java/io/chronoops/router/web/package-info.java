/** REST. */
@NullMarked
package io.chronoops.router.web;

import org.jspecify.annotations.NullMarked;
