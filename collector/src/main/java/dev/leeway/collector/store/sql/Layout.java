package dev.leeway.collector.store.sql;

import dev.leeway.schema.fact.SectionKey;
import java.util.ArrayList;
import java.util.List;

/**
 * How documents are laid out around their sections, which hosts with the same services share.
 *
 * @param keys of the sections, in the order of the text
 * @param gaps the bytes between them, one more than keys
 */
record Layout(List<SectionKey> keys, List<byte[]> gaps) {
    Layout {
        keys = List.copyOf(keys);
        gaps = List.copyOf(gaps);
    }

    byte[] content() {
        Content.Writer writer = new Content.Writer().number(keys.size());
        for (int i = 0; i < keys.size(); i++) {
            writer.bytes(gaps.get(i)).text(keys.get(i).text());
        }
        return writer.bytes(gaps.get(keys.size())).done();
    }

    static Layout of(byte[] content) throws DamagedException {
        Content.Reader reader = new Content.Reader(content);
        long count = reader.number();
        List<SectionKey> keys = new ArrayList<>();
        List<byte[]> gaps = new ArrayList<>();
        try {
            for (long i = 0; i < count; i++) {
                gaps.add(reader.bytes());
                keys.add(SectionKey.parse(reader.text()));
            }
        } catch (IllegalArgumentException e) {
            throw new DamagedException("the name of no section");
        }
        gaps.add(reader.bytes());
        if (reader.more()) {
            throw new DamagedException("more than a layout");
        }
        return new Layout(keys, gaps);
    }
}
