@NullMarked
package io.chronoops.cli.rest;

import org.jspecify.annotations.NullMarked;
