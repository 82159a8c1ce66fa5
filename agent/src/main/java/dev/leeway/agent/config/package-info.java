/**
 * What the agent was told: one file, the variables {@code LEEWAY_*} over it, and the command line over both.
 *
 * <p>Everything is checked when it is read, and a complaint names the place and a next step. Nothing here looks at the
 * host that is observed, and no secret is held: keys and passwords are named by their files and variables.
 */
@NullMarked
package dev.leeway.agent.config;

import org.jspecify.annotations.NullMarked;
