package dev.leeway.collector.judge;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Expectation;
import java.util.ArrayList;
import java.util.List;

/** The rules that can match in one section, in the order of the policy. */
public final class SectionRules {
    private static final String WILD = "*";

    private final String opening;
    private final List<BoundRule> rules;
    private final WatchedPaths watched;
    private final List<String> expected = new ArrayList<>();

    SectionRules(SectionKey section, List<BoundRule> rules, WatchedPaths watched) {
        this.opening = section.text() + "/";
        this.rules = List.copyOf(rules);
        this.watched = watched;
        for (BoundRule bound : rules) {
            if (bound.rule().expectation() instanceof Expectation.Present) {
                literalPath(bound);
            }
        }
    }

    /** Whether a rule may find fault with a fact on which all hosts agree. */
    static boolean mayFaultAgreement(BoundRule bound) {
        Expectation expectation = bound.rule().expectation();
        return expectation instanceof Expectation.Different
                || expectation instanceof Expectation.Absent
                || expectation instanceof Expectation.Related
                || expectation.ofValue();
    }

    private void literalPath(BoundRule bound) {
        String pattern = bound.rule().match().text();
        int slash = pattern.indexOf('/');
        if (slash > 0 && !pattern.substring(slash).contains(WILD)) {
            expected.add(pattern.substring(slash + 1));
        }
    }

    /** Paths that a rule wants present. */
    public List<String> expected() {
        return expected.stream().distinct().sorted().toList();
    }

    /** Whether any rule wants hosts to have values of their own. */
    boolean wantsUnique() {
        return rules.stream().anyMatch(BoundRule::wantsUnique);
    }

    /** Whether any rule may find fault where all agree. */
    public boolean watching() {
        return watched.any();
    }

    /** Whether a rule may find fault with {@code path} though every host holds {@code value}. */
    public boolean watches(String path, Value value) {
        return watched.watches(path, value);
    }

    /** The rules that match the fact at {@code path}, the last one first. */
    List<BoundRule> matching(String path) {
        String address = opening + path;
        List<BoundRule> matching = new ArrayList<>();
        for (int i = rules.size() - 1; i >= 0; i--) {
            if (rules.get(i).rule().match().matches(address)) {
                matching.add(rules.get(i));
            }
        }
        return matching;
    }
}
