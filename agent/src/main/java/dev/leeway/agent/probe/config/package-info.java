/**
 * The probe {@code config}: the files of settings that services read, setting by setting, and what they declare and the service does
 * not have.
 *
 * <p>It reads what lies there and runs, resolves, includes and fetches nothing. What every format means lies in
 * {@code dev.leeway.agent.format.settings}.
 */
@NullMarked
package dev.leeway.agent.probe.config;

import org.jspecify.annotations.NullMarked;
