/** Tests of the command {@code leeway} from outside: arguments in, output and exit code out. */
@NullMarked
package dev.leeway.collector.cli;

import org.jspecify.annotations.NullMarked;
