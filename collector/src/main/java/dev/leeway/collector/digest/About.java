package dev.leeway.collector.digest;

import java.util.ArrayList;
import java.util.List;

/**
 * A line beneath what is told.
 *
 * @param label before it; empty for none
 * @param plain words
 * @param code what stands as typed, after the words
 */
record About(String label, String plain, String code) {
    /** What is told beneath {@code item}; of what is known already, not why it matters once more. */
    static List<About> of(Item item) {
        List<About> about = new ArrayList<>();
        List<String> facts = new ArrayList<>();
        item.age().ifPresent(facts::add);
        if (!item.environments().isEmpty()) {
            facts.add(String.join(" and ", item.environments()));
        }
        if (!facts.isEmpty() || item.address().isPresent()) {
            about.add(new About("", String.join(" · ", facts), item.address().orElse("")));
        }
        if (!item.why().isEmpty()) {
            about.add(new About("why", item.why(), ""));
        }
        if (!item.align().isEmpty()) {
            about.add(new About("align", item.align(), ""));
        }
        item.shown().ifPresent(id -> about.add(new About("more", "", "leeway explain " + id)));
        return about;
    }

    /** All of it as plain text. */
    String line() {
        String start = label.isEmpty() ? "" : label + ": ";
        return start + plain + (plain.isEmpty() || code.isEmpty() ? "" : " · ") + code;
    }
}
