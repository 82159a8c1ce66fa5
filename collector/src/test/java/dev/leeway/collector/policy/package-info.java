/** Tests of what people do with a policy. */
@NullMarked
package dev.leeway.collector.policy;

import org.jspecify.annotations.NullMarked;
