/** The four services as processes of their own. */
@NullMarked
package io.chronoops.stack.service;

import org.jspecify.annotations.NullMarked;
