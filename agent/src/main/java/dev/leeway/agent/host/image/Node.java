package dev.leeway.agent.host.image;

import dev.leeway.agent.spi.FileStat;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What lies at a path of an image; hard links to one file are one of these. There may be hundreds of thousands. */
abstract class Node {
    private static final int PERMISSION_BITS = 07777;

    private final int layer;
    private final int number;
    private final int mode;
    private final int uid;
    private final int gid;
    private final long modified;

    private Node(Attributes attributes) {
        this.layer = attributes.layer();
        this.number = attributes.number();
        this.mode = attributes.mode() & PERMISSION_BITS;
        this.uid = attributes.uid();
        this.gid = attributes.gid();
        this.modified = attributes.modified();
    }

    /**
     * What every kind has.
     *
     * @param layer it comes from, the lowest being 0
     * @param number that no other node has
     * @param modified in milliseconds since 1970
     */
    record Attributes(int layer, int number, int mode, int uid, int gid, long modified) {}

    int layer() {
        return layer;
    }

    /** What it has in common with every kind, as of another layer: the same file under another name. */
    Attributes in(int other) {
        return new Attributes(other, number, mode, uid, gid, modified);
    }

    abstract FileStat.Type type();

    long size() {
        return 0;
    }

    FileStat stat() {
        return new FileStat(type(), size(), 0, number, mode, uid, gid, Instant.ofEpochMilli(modified));
    }

    /** A directory. */
    static final class Directory extends Node {
        private final Map<String, Node> children;

        Directory(Attributes attributes) {
            super(attributes);
            this.children = new HashMap<>(2);
        }

        /** The same with other attributes: an upper layer changed them. */
        Directory(Attributes attributes, Directory same) {
            super(attributes);
            this.children = same.children;
        }

        Map<String, Node> children() {
            return children;
        }

        @Override
        FileStat.Type type() {
            return FileStat.Type.DIRECTORY;
        }
    }

    /** A regular file. */
    static final class Plain extends Node {
        private final Extent content;
        private final boolean readable;

        /** @param readable false where the content lies in pieces, as that of sparse files does */
        Plain(Attributes attributes, Extent content, boolean readable) {
            super(attributes);
            this.content = content;
            this.readable = readable;
        }

        Extent content() {
            return content;
        }

        boolean readable() {
            return readable;
        }

        @Override
        FileStat.Type type() {
            return FileStat.Type.FILE;
        }

        @Override
        long size() {
            return content.size();
        }
    }

    /** A symbolic link. */
    static final class Link extends Node {
        private final String target;

        Link(Attributes attributes, String target) {
            super(attributes);
            this.target = target;
        }

        String target() {
            return target;
        }

        @Override
        FileStat.Type type() {
            return FileStat.Type.LINK;
        }

        @Override
        long size() {
            return target.length();
        }
    }

    /** A device, pipe or socket, which nothing here opens. */
    static final class Special extends Node {
        Special(Attributes attributes) {
            super(attributes);
        }

        @Override
        FileStat.Type type() {
            return FileStat.Type.OTHER;
        }
    }
}
