/** A service of another team: it has the schemas and the registry's serializer, nothing else of ours. */
@NullMarked
package io.chronoops.endtoend.foreign;

import org.jspecify.annotations.NullMarked;
