package dev.leeway.agent.probe.database.shape;

/**
 * What a fold takes in at most; whatever a limit drops is told in the {@link Shape}.
 *
 * @param depth levels that are followed below the document itself
 * @param keys of one object that are told apart; where documents have more, the object is a map and its keys are data
 * @param paths of one column; beyond, ever smaller objects are taken for maps, so that no path is dropped
 * @param characters of a document
 */
public record ShapeLimits(int depth, int keys, int paths, int characters) {
    /** As columns are read. */
    public static final ShapeLimits DEFAULT = new ShapeLimits(16, 128, 4_000, 256 * 1024);

    public ShapeLimits {
        if (depth < 1 || keys < 1 || paths < 1 || characters < 1) {
            throw new IllegalArgumentException("a limit below 1");
        }
    }
}
