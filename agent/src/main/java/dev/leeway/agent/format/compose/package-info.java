/**
 * What a Compose file promises of one service: its image, variables, ports and limits, each with the file and line that says so.
 *
 * <p>Pure functions from text to values, each bounded. Which files a project is made of, and what a container has of what they promise,
 * is not known here.
 */
@NullMarked
package dev.leeway.agent.format.compose;

import org.jspecify.annotations.NullMarked;
