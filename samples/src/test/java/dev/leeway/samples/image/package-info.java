/**
 * Images in files held against the containers of a real engine. Nothing here imitates an engine.
 */
@NullMarked
package dev.leeway.samples.image;

import org.jspecify.annotations.NullMarked;
