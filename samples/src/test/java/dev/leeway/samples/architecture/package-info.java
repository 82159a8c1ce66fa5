/** The boundaries of the design as tests: each rule holds for the product and is seen to fail on planted classes. */
@NullMarked
package dev.leeway.samples.architecture;

import org.jspecify.annotations.NullMarked;
