/** Posting JSON to receivers. */
@NullMarked
package io.chronoops.router.http;

import org.jspecify.annotations.NullMarked;
