/** Calls of the services, and what their answers mean. */
@NullMarked
package io.chronoops.cli.rest;

import org.jspecify.annotations.NullMarked;
