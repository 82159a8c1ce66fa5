/**
 * What Leeway catalogues of public applications beside what an independent catalogue says of the same files.
 *
 * <p>Reads published formats alone, a snapshot and a CycloneDX document, as anybody could.
 */
@NullMarked
package dev.leeway.samples.catalogue;

import org.jspecify.annotations.NullMarked;
