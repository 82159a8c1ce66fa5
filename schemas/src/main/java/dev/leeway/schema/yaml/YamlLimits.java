package dev.leeway.schema.yaml;

/**
 * How much of a YAML text is accepted.
 *
 * @param maxCharacters length of the whole text, in UTF-16 code units
 * @param maxDepth maps and lists inside each other
 * @param maxNodes scalars, lists, maps and keys, each counted again wherever an alias repeats it
 * @param maxScalar length of one scalar, in UTF-16 code units
 * @param foreign whether aliases and tags outside the core schema are accepted: aliases expand within {@code maxNodes},
 *     a scalar with a tag of its own is a text
 */
public record YamlLimits(int maxCharacters, int maxDepth, int maxNodes, int maxScalar, boolean foreign) {
    /** For what is written for Leeway: policies, configuration, the catalogue. No aliases, no tags. */
    public static final YamlLimits OWN = new YamlLimits(4 << 20, 32, 200_000, 64 << 10, false);

    /** For files found on hosts, which may use all of YAML. */
    public static final YamlLimits FOUND = new YamlLimits(4 << 20, 64, 200_000, 1 << 20, true);
}
