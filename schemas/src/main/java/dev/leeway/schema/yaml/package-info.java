/**
 * The one home of YAML: bounded, position-keeping reading of YAML into a neutral tree, for the catalogue, policies,
 * configuration and files found on hosts.
 *
 * <p>No object construction, no IO beyond the text handed in; the compiler of the catalogue, which the build runs,
 * aside.
 */
@NullMarked
package dev.leeway.schema.yaml;

import org.jspecify.annotations.NullMarked;
