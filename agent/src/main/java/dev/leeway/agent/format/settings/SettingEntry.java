package dev.leeway.agent.format.settings;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.tree.TreeNode.Scalar.Kind;

/**
 * One setting of a file.
 *
 * @param key tables and list items on the way to it joined by dots: {@code spring.datasource.url}, {@code servers.web.port},
 *     {@code origins.0}
 * @param name by which its value is to be judged: the key, but where the file names a thing and its value apart, that name
 * @param line where it is set, from 1
 * @param kind what the format takes it for
 * @param text as written, without its quotes; may be or hold a secret
 */
public record SettingEntry(String key, String name, int line, Kind kind, String text) {
    public SettingEntry {
        requireNonNull(key, "key is null");
        requireNonNull(name, "name is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(text, "text is null");
    }

    /** Whether its own name is not told, for it may be a secret: its text is that name with its value. */
    public boolean withheld() {
        return name.equals(Withheld.NAME);
    }

    /** Never the text. */
    @Override
    public String toString() {
        return "SettingEntry[" + key + ", line " + line + "]";
    }
}
