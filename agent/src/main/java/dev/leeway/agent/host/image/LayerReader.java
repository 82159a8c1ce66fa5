package dev.leeway.agent.host.image;

import dev.leeway.agent.host.image.Node.Attributes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Lays one layer over those below it. */
final class LayerReader {
    private static final String MARK = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    /** What an engine of old kept for itself. */
    private static final String META = ".wh..wh.";

    private static final int PLAIN_MODE = 0777;

    private final ImageTree tree;
    private final int layer;

    LayerReader(ImageTree tree, int layer) {
        this.tree = tree;
        this.layer = layer;
    }

    /**
     * Takes the next entry.
     *
     * @param content what follows it; as many bytes as the entry says
     */
    void take(TarArchiveEntry entry, List<String> path, Extent content) throws IOException {
        if (entry.isGlobalPaxHeader() || entry.isPaxHeader()) {
            return;
        }
        String name = path.isEmpty() ? "" : path.get(path.size() - 1);
        if (name.equals(OPAQUE)) {
            tree.empty(path.subList(0, path.size() - 1), layer);
        } else if (path.stream().anyMatch(each -> each.startsWith(META))) {
            return;
        } else if (name.startsWith(MARK)) {
            whiteout(path, name.substring(MARK.length()));
        } else {
            add(entry, path, content);
        }
    }

    private void whiteout(List<String> path, String name) throws IOException {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new IOException("takes away what it does not name");
        }
        List<String> target = new ArrayList<>(path);
        target.set(target.size() - 1, name);
        tree.remove(target, layer);
    }

    /** Takes the next entry of an archive that is no layer: names mean nothing in it. */
    void add(TarArchiveEntry entry, List<String> path, Extent content) throws IOException {
        switch (entry.getLinkFlag()) {
            case TarConstants.LF_LINK -> tree.put(path, linked(entry));
            case TarConstants.LF_SYMLINK -> tree.put(path, new Node.Link(attributes(entry), target(entry)));
            case TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO ->
                tree.put(path, new Node.Special(attributes(entry)));
            case TarConstants.LF_DIR -> tree.directory(path, attributes(entry));
            default -> {
                if (entry.isDirectory()) {
                    tree.directory(path, attributes(entry));
                } else {
                    tree.put(path, plain(entry, content));
                }
            }
        }
    }

    private Node.Plain plain(TarArchiveEntry entry, Extent content) {
        boolean whole = !entry.isSparse();
        Extent said =
                whole ? content : new Extent(content.source(), content.offset(), Math.max(0, entry.getRealSize()));
        return new Node.Plain(attributes(entry), said, whole);
    }

    /** The same file, of this layer by now; one that lies nowhere is damage. */
    private Node linked(TarArchiveEntry entry) throws IOException {
        Optional<Node> target = tree.find(TarEntries.path(entry.getLinkName()));
        if (target.isEmpty() || target.get() instanceof Node.Directory) {
            throw new IOException("is the same file as '" + TarEntries.shown(entry.getLinkName()) + "', which is none");
        }
        Attributes same = target.get().in(layer);
        if (target.get() instanceof Node.Plain file) {
            return new Node.Plain(same, file.content(), file.readable());
        }
        return target.get() instanceof Node.Link link ? new Node.Link(same, link.target()) : new Node.Special(same);
    }

    private static String target(TarArchiveEntry entry) throws IOException {
        String target = entry.getLinkName();
        if (target.isEmpty() || target.length() > 4_096) {
            throw new IOException("a link to nothing");
        }
        return target;
    }

    private Attributes attributes(TarArchiveEntry entry) {
        long modified = entry.getLastModifiedTime().toMillis();
        return new Attributes(
                layer,
                tree.number(),
                entry.getMode() & (PLAIN_MODE | 07000),
                (int) entry.getLongUserId(),
                (int) entry.getLongGroupId(),
                modified);
    }
}
