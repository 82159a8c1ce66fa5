package dev.leeway.collector.policy;

import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.Waiver;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a policy says of one fact, for people. */
public final class ExplainedText {
    private ExplainedText() {}

    /** One text of several lines, each ended. */
    public static String of(Explained explained, Policy policy) {
        StringBuilder out = new StringBuilder();
        line(out, explained.address() + " by " + policy.name());
        explained
                .entry()
                .ifPresentOrElse(
                        entry -> {
                            line(out, "  " + entry.meaning());
                            line(
                                    out,
                                    "  catalogue: " + entry.type().name().toLowerCase(Locale.ROOT)
                                            + entry.unit()
                                                    .map(unit -> " in " + unit)
                                                    .orElse("")
                                            + ", " + entry.severity().text() + " where no rule says otherwise");
                        },
                        () -> line(out, "  catalogue: no such fact; medium where no rule says otherwise"));
        line(out, "");
        rules(out, explained.rules());
        List<String> between = List.of();
        for (Explained.Told told : explained.told()) {
            if (!told.between().equals(between)) {
                between = told.between();
                line(out, "");
                line(out, between.size() == 1 ? "within " + between.get(0) : String.join(" and ", between));
            }
            line(
                    out,
                    "  " + padded(told.situation(), 26) + padded(told.outcome(), 26)
                            + (told.judgedBy().isEmpty() ? "" : "by " + told.judgedBy()));
            told.because().ifPresent(why -> line(out, "  " + padded("", 26) + why));
        }
        waivers(out, explained.waivers());
        return out.toString();
    }

    private static void rules(StringBuilder out, List<Rule> rules) {
        if (rules.isEmpty()) {
            line(out, "no rule matches");
            return;
        }
        line(out, "rules that match, of which the last that has something to say wins");
        int place = 0;
        int word = 0;
        for (Rule rule : rules) {
            place = Math.max(place, rule.origin().text().length());
            word = Math.max(word, rule.expectation().text().length());
        }
        for (Rule rule : rules) {
            StringBuilder line = new StringBuilder("  ");
            line.append(padded(rule.origin().text(), place + 2))
                    .append(padded(rule.expectation().text(), word + 2));
            rule.of().ifPresent(of -> line.append("of ").append(of.text()).append("  "));
            line.append(rule.match().text());
            if (!rule.between().isEmpty()) {
                line.append("  between ").append(String.join(", ", rule.between()));
            }
            rule.severity().ifPresent(severity -> line.append("  ").append(severity.text()));
            line(out, line.toString());
        }
    }

    private static void waivers(StringBuilder out, List<Waiver> waivers) {
        if (waivers.isEmpty()) {
            return;
        }
        line(out, "");
        line(out, "waivers");
        for (Waiver waiver : waivers) {
            Optional<String> drift = waiver.drift();
            line(
                    out,
                    "  " + waiver.origin().text() + "  until " + waiver.until()
                            + drift.map(id -> "  of drift " + id + " alone").orElse("")
                            + (waiver.between().isEmpty() ? "" : "  between " + String.join(", ", waiver.between()))
                            + "  " + waiver.owner() + ": " + waiver.because());
        }
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    private static void line(StringBuilder out, String text) {
        out.append(VisibleText.of(text).stripTrailing()).append('\n');
    }
}
