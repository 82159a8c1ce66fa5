/**
 * Which processes are services, and what they are called: the rules, and nothing but the rules.
 *
 * <p>Pure functions over what was seen of processes, units and containers. No file, clock or network enters; reading the
 * evidence is the host ports' work, and what a service's facts are is the probes'.
 */
@NullMarked
package dev.leeway.agent.service;

import org.jspecify.annotations.NullMarked;
