/** An application like Chrono Scraper: its database and its writes. */
@NullMarked
package io.chronoops.endtoend.scraper;

import org.jspecify.annotations.NullMarked;
