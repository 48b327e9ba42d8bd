/** Tests of scraper. */
@NullMarked
package io.chronoops.endtoend.scraper;

import org.jspecify.annotations.NullMarked;
