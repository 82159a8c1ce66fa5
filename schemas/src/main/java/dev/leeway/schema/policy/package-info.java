/**
 * What a team allows, as immutable values: environments, rules, waivers, owners, what is required.
 *
 * <p>How a policy file is read, and how its rules are applied, live elsewhere; no IO and no clock may enter.
 */
@NullMarked
package dev.leeway.schema.policy;

import org.jspecify.annotations.NullMarked;
