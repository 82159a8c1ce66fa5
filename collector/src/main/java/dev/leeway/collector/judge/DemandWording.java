package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.ValueOrder;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Explains that values are not what the policy says they must be. */
final class DemandWording {
    private static final int MOST = 4;
    private static final String TEMPLATE = "{environment}";

    private final Environments environments;

    DemandWording(Environments environments) {
        this.environments = environments;
    }

    /** Each value by itself. */
    Explanation ofValue(FactRow row, int environment, Rule rule, List<FactRow.Held> broken, List<FactRow.Held> held) {
        String place = environments.name(environment);
        Set<String> hosts = new TreeSet<>();
        broken.forEach(each -> hosts.addAll(each.hosts()));
        Set<String> all = new TreeSet<>();
        held.forEach(each -> all.addAll(each.hosts()));
        String where = hosts.size() < all.size() ? " on " + Label.hosts(List.copyOf(hosts)) : "";
        String must = must(rule.expectation(), place);
        return new Explanation(
                Label.of(row.scope(), row.address()) + " is " + joined(broken) + " in " + place + where + ", and must "
                        + must,
                why(row, rule, "The policy says what this must be in " + place + "."),
                "In " + place + " it must " + must + "; if it need not, change the rule at "
                        + rule.origin().text() + ".",
                unproven(row));
    }

    /** The values of two environments. */
    Explanation related(FactRow row, int one, int other, Rule rule) {
        String left = environments.name(one);
        String right = environments.name(other);
        String must = rule.expectation().text();
        return new Explanation(
                Label.of(row.scope(), row.address()) + " is " + joined(row.held(one)) + " in " + left + ", "
                        + joined(row.held(other)) + " in " + right + ", and must be so that " + must,
                why(
                        row,
                        rule,
                        "The policy says how the values of " + left + " and " + right + " are to stand to each other."),
                "Change either so that " + must + ", whichever replicas are picked; if it need not, change the rule at "
                        + rule.origin().text() + ".",
                unproven(row));
    }

    static String why(FactRow row, Rule rule, String otherwise) {
        return rule.because().or(() -> row.entry().map(FactEntry::why)).orElse(otherwise);
    }

    private static String unproven(FactRow row) {
        return row.entry().map(FactEntry::unproven).orElse("That whatever depends on this behaves alike.");
    }

    /** What an expectation asks for, after {@code must}. */
    private static String must(Expectation expectation, String environment) {
        if (expectation instanceof Expectation.OneOf oneOf) {
            List<String> texts = oneOf.texts().stream()
                    .map(text -> text.replace(TEMPLATE, environment))
                    .toList();
            int more = texts.size() - MOST;
            return texts.size() == 1
                    ? "be " + shown(texts.get(0))
                    : "be one of "
                            + String.join(
                                    ", ",
                                    texts.subList(0, Math.min(MOST, texts.size())).stream()
                                            .map(DemandWording::shown)
                                            .toList())
                            + (more > 0 ? " and " + more + " more" : "");
        }
        if (expectation instanceof Expectation.Matching matching) {
            return "match " + matching.expression().replace(TEMPLATE, environment);
        }
        if (expectation instanceof Expectation.Within within) {
            Optional<String> least = within.least().map(bound -> "at least " + bound.text());
            Optional<String> most = within.most().map(bound -> "at most " + bound.text());
            return "be "
                    + least.map(text -> text + most.map(more -> " and " + more).orElse(""))
                            .or(() -> most)
                            .orElse("");
        }
        String bounds = expectation.text();
        return "be a " + bounds;
    }

    private static String shown(String text) {
        return Label.of(new Value.Text(text));
    }

    private static String joined(List<FactRow.Held> held) {
        List<String> words = new ArrayList<>();
        for (Value value : held.stream()
                .map(FactRow.Held::value)
                .sorted(ValueOrder.INSTANCE)
                .toList()) {
            String word = Label.of(value);
            if (!words.contains(word)) {
                words.add(word);
            }
        }
        int more = words.size() - MOST;
        return more > 0
                ? String.join(", ", words.subList(0, MOST)) + " and " + more + " more"
                : String.join(" and ", words);
    }
}
