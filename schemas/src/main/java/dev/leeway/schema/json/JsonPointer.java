package dev.leeway.schema.json;

import org.jspecify.annotations.Nullable;

/** Where in the structure of a document reading stands, as RFC 6901 writes it, with overlong keys cut. */
final class JsonPointer {
    private final @Nullable String[] names;
    private final int[] items;

    JsonPointer(int maxDepth) {
        this.names = new String[maxDepth + 1];
        this.items = new int[maxDepth + 1];
    }

    void enter(int depth) {
        names[depth] = null;
        items[depth] = -1;
    }

    void name(int depth, String name) {
        names[depth] = name;
    }

    void item(int depth) {
        items[depth]++;
    }

    String text(int depth) {
        StringBuilder text = new StringBuilder();
        for (int level = 1; level <= depth; level++) {
            String name = names[level];
            if (name != null) {
                text.append('/')
                        .append(FormatException.shown(name).replace("~", "~0").replace("/", "~1"));
            } else if (items[level] >= 0) {
                text.append('/').append(items[level]);
            }
        }
        return text.toString();
    }
}
