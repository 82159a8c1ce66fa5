package dev.leeway.schema.json;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Section;
import org.jspecify.annotations.Nullable;

/** What a text in the place of a section stands for. */
interface Placeholders {
    /**
     * The section meant; null where the text means none.
     *
     * @param name as the document writes it, once its escapes are read
     * @param text in the place of the section
     */
    @Nullable Section section(String name, String text);

    /** The key {@code name} is; null where it is none. */
    static @Nullable SectionKey key(String name) {
        try {
            return SectionKey.parse(name);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
