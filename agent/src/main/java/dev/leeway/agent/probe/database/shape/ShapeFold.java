package dev.leeway.agent.probe.database.shape;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import java.util.EnumSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes documents in, one at a time, and keeps their shape alone.
 *
 * <p>Any order of documents, and any way to part them among folds that are merged later, gives the same shape. The one exception is a
 * column of more paths than {@link ShapeLimits#paths} allows, whose shape is told as {@linkplain Shape#narrowed narrowed}. For use from one
 * thread at a time.
 */
public final class ShapeFold {
    private final ShapeLimits limits;
    private final ShapeNode root = new ShapeNode();
    private int maxKeys;
    private int depth;
    private long documents;
    private long unreadable;
    private long tooLarge;
    private long untilCounted;

    public ShapeFold(ShapeLimits limits) {
        this.limits = limits;
        this.maxKeys = limits.keys();
        this.depth = limits.depth();
    }

    /** Takes in the text of one document. */
    public void add(String document) {
        if (document.length() > limits.characters()) {
            tooLarge++;
            return;
        }
        Optional<JsonNode> node = JsonText.read(document);
        if (node.isEmpty()) {
            unreadable++;
            return;
        }
        documents++;
        root.add(node.get(), depth, maxKeys);
        // A path takes more than two characters of a document, so that the limit is not passed by far before it is
        // looked at.
        untilCounted -= document.length();
        if (untilCounted < 0) {
            bound();
        }
    }

    /** Takes note of a document that was too large to be fetched. */
    public void addTooLarge() {
        tooLarge++;
    }

    /** Adds what {@code other} took in, which stays as it is. */
    public void merge(ShapeFold other) {
        documents += other.documents;
        unreadable += other.unreadable;
        tooLarge += other.tooLarge;
        if (other.maxKeys < maxKeys) {
            maxKeys = other.maxKeys;
            root.narrow(maxKeys);
        }
        root.merge(other.root, maxKeys);
        depth = Math.min(depth, other.depth);
        root.trim(depth);
        bound();
    }

    /** Takes ever smaller objects for maps until there are few enough paths, and looks less deep where that does not do. */
    private void bound() {
        int size = root.size();
        while (size > limits.paths() && maxKeys > 0) {
            maxKeys /= 2;
            root.narrow(maxKeys);
            size = root.size();
        }
        while (size > limits.paths() && depth > 1) {
            depth--;
            root.trim(depth);
            size = root.size();
        }
        untilCounted = 2L * Math.max(limits.paths(), 2 * size);
    }

    /** How many documents were taken in. */
    public long documents() {
        return documents;
    }

    /** The shape of what was taken in so far. */
    public Shape shape() {
        bound();
        ShapeNode told = new ShapeNode();
        told.merge(root, maxKeys);
        told.findMaps(maxKeys);
        Collected collected = new Collected(depth);
        if (documents > 0) {
            told.visit("$", PresenceBand.ALWAYS, 0, collected);
        }
        return new Shape(documents, collected.paths, unreadable, tooLarge, collected.cut, maxKeys < limits.keys());
    }

    private static final class Collected implements ShapeNode.Visitor {
        private final SortedMap<String, Shape.AtPath> paths = new TreeMap<>();
        private final int depth;
        private long cut;

        Collected(int depth) {
            this.depth = depth;
        }

        @Override
        public void node(String path, ShapeNode node, PresenceBand presence, int level) {
            EnumSet<JsonType> types = EnumSet.allOf(JsonType.class);
            types.removeIf(type -> node.count(type) == 0);
            paths.put(path, new Shape.AtPath(new TreeSet<>(types), presence));
            cut += level == depth ? node.filled() : 0;
        }
    }
}
