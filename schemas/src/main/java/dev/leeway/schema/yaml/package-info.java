/**
 * The one home of YAML: bounded, position-keeping reading of YAML into a neutral tree, for the catalogue, policies,
 * configuration and files found on hosts.
 *
 * <p>No tags, no object construction, no IO beyond the text handed in.
 */
@NullMarked
package dev.leeway.schema.yaml;

import org.jspecify.annotations.NullMarked;
