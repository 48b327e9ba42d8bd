/** Tests of what receivers are sent, and of their answers. */
@NullMarked
package io.chronoops.router.http;

import org.jspecify.annotations.NullMarked;
