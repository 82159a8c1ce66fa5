package dev.leeway.collector.service;

import dev.leeway.collector.align.SubjectNames;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.HashMap;
import java.util.Map;

/**
 * Indexes as far as they speak of one subject: what else a host runs says nothing of the facts of this one, and hosts that differ in that alone
 * are alike here. Of the others the first stays, for an index that lists nothing at all is not known for what it is.
 */
final class OwnEntries {
    private final SubjectNames names;
    private final String opening;
    private final String subject;

    /**
     * Those of a subject.
     *
     * @param kind of the subject, as the catalogue calls it
     * @param subject by the name the policy gives it
     */
    OwnEntries(SubjectNames names, String kind, String subject) {
        this.names = names;
        this.opening = kind + "[";
        this.subject = subject;
    }

    /** {@code index} without the entries of others but the first, under the id of what is left. */
    Section of(Section index) {
        Facts facts = index.facts();
        Map<String, Boolean> known = new HashMap<>();
        Facts.Builder left = new Facts.Builder();
        String first = "";
        for (int i = 0; i < facts.size(); i++) {
            String path = facts.path(i);
            int close = path.startsWith(opening) ? path.indexOf(']') : -1;
            String entry = close < 0 ? "" : path.substring(0, close + 1);
            boolean other = close >= 0 && !known.computeIfAbsent(entry, this::isOwn);
            first = other && first.isEmpty() ? entry : first;
            if (!other || entry.equals(first)) {
                left.add(path, facts.value(i));
            }
        }
        return Sections.of(
                index.key(),
                index.revision(),
                index.outcome(),
                left.build(),
                index.uncovered(),
                index.evidence(),
                index.reason());
    }

    private boolean isOwn(String entry) {
        String raw = FactPath.parse(entry).segments().get(0).key().orElse("");
        return names.canonical(raw).equals(subject);
    }
}
