package dev.leeway.collector.service;

import dev.leeway.collector.compare.SectionInterest;
import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.judge.SectionRules;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Section;
import java.util.List;

/** Which facts a comparison was asked to look at. */
final class FactFilter {
    private final List<AddressPattern> only;
    private final List<AddressPattern> ignore;
    private final List<AddressPattern> within;

    FactFilter(ComparisonOptions options) {
        this.only = options.only();
        this.ignore = options.ignore();
        this.within = options.within();
    }

    boolean all() {
        return only.isEmpty() && ignore.isEmpty() && within.isEmpty();
    }

    /** Whether only some facts were asked for, and {@code section} holds none of them. */
    boolean asksElsewhere(Section section) {
        if (only.isEmpty()) {
            return false;
        }
        Facts facts = section.facts();
        boolean any = false;
        for (int i = 0; i < facts.size() && !any; i++) {
            any = admits(section.key(), facts.path(i));
        }
        return !any;
    }

    /** Whether any fact of the section may be looked at. */
    boolean admits(SectionKey section) {
        String key = section.text();
        for (AddressPattern pattern : ignore) {
            if (pattern.matches(key)) {
                return false;
            }
        }
        return canMatchIn(only, section) && canMatchIn(within, section);
    }

    private static boolean canMatchIn(List<AddressPattern> patterns, SectionKey section) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.canMatchIn(section));
    }

    /** Whether a fact of a section that is admitted is looked at. */
    boolean admits(SectionKey section, String path) {
        String key = section.text();
        String address = key + "/" + path;
        for (AddressPattern pattern : ignore) {
            if (pattern.matches(address) || pattern.matches(key)) {
                return false;
            }
        }
        return matches(only, address, key) && matches(within, address, key);
    }

    private static boolean matches(List<AddressPattern> patterns, String address, String key) {
        return patterns.isEmpty()
                || patterns.stream().anyMatch(pattern -> pattern.matches(address) || pattern.matches(key));
    }

    /** Whether any fact that {@code pattern} could mean is looked at. */
    boolean concerns(AddressPattern pattern) {
        for (AddressPattern left : ignore) {
            if (left.matches(pattern.text())) {
                return false;
            }
        }
        return overlaps(only, pattern) && overlaps(within, pattern);
    }

    private static boolean overlaps(List<AddressPattern> patterns, AddressPattern pattern) {
        return patterns.isEmpty() || patterns.stream().anyMatch(wanted -> PatternOverlap.exists(wanted, pattern));
    }

    /**
     * Whether a gap of that pattern, in canonical names, hides anything that is looked at in a section that is admitted.
     */
    boolean covers(SectionKey section, AddressPattern gap) {
        String key = section.text();
        for (AddressPattern left : ignore) {
            if (left.matches(gap.text())) {
                return false;
            }
        }
        return hides(only, key, gap) && hides(within, key, gap);
    }

    private static boolean hides(List<AddressPattern> patterns, String key, AddressPattern gap) {
        return overlaps(patterns, gap) || patterns.stream().anyMatch(pattern -> pattern.matches(key));
    }

    /** What is of interest in a section, by this filter and by the rules that watch it. */
    SectionInterest in(SectionKey section, SectionRules rules) {
        List<String> expected = rules.expected();
        if (all() && !rules.watching() && expected.isEmpty()) {
            return SectionInterest.PLAIN;
        }
        return new SectionInterest() {
            @Override
            public boolean admits(String path) {
                return all() || FactFilter.this.admits(section, path);
            }

            @Override
            public boolean watches(String path, Value value) {
                return rules.watches(path, value);
            }

            @Override
            public List<String> expected() {
                return expected;
            }
        };
    }
}
