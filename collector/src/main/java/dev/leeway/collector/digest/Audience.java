package dev.leeway.collector.digest;

import static java.util.Objects.requireNonNull;

import dev.leeway.collector.report.CauseView;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.report.Concern;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For whom a message is.
 *
 * @param owners whose services it is about; empty for everybody's
 * @param environments of which it is about what concerns any; empty for all
 * @param severity from which something is told
 */
public record Audience(List<String> owners, List<String> environments, Severity severity) {
    public Audience {
        requireNonNull(severity, "severity is null");
        owners = List.copyOf(owners);
        environments = List.copyOf(environments);
    }

    /** Whether that cause is for it; whose a cause is and what it is about, its leading drift says. */
    boolean hears(CauseView view) {
        return view.cause().severity().atLeast(severity)
                && owned(view.leading().owner())
                && view.drifts().stream().anyMatch(this::concerned);
    }

    private boolean concerned(Drift drift) {
        return environments.isEmpty() || drift.between().stream().anyMatch(environments::contains);
    }

    /** Whether it is told of what {@code owner} answers for. */
    boolean isOf(Optional<String> owner) {
        return owned(owner);
    }

    /** Whether something of theirs is concerned. */
    boolean hears(Concern concern) {
        return owned(concern.owner())
                && concern.severity().filter(each -> !each.atLeast(severity)).isEmpty()
                && (concern.between().isEmpty() || concern.between().stream().anyMatch(this::hears));
    }

    private boolean owned(Optional<String> owner) {
        return owners.isEmpty() || owner.filter(owners::contains).isPresent();
    }

    /** Whether it is told of that; of what is no more nobody knows the environments. */
    boolean hears(ResolvedDrift drift, Report report) {
        return drift.severity().atLeast(severity) && owned(owner(drift, report));
    }

    /** Who answers for what is no more. */
    static Optional<String> owner(ResolvedDrift drift, Report report) {
        return drift.address()
                .section()
                .subject()
                .flatMap(service -> Optional.ofNullable(report.owners().get(service)));
    }

    /** A gap that may hide something of theirs is theirs; one about a service of others is not. */
    boolean hears(Gap gap, Report report) {
        boolean others = !owners.isEmpty()
                && report.owners().entrySet().stream()
                        .anyMatch(service -> gap.pattern().contains("[" + service.getKey() + "]")
                                && !owners.contains(service.getValue()));
        return hears(gap.environment()) && !others;
    }

    boolean hears(String environment) {
        return environments.isEmpty() || environments.contains(environment);
    }

    /** {@code at or above high, of team-shop, in prod}; empty for everything. */
    String words() {
        List<String> words = new ArrayList<>();
        if (severity != Severity.INFO) {
            words.add(" at or above " + severity.text());
        }
        if (!owners.isEmpty()) {
            words.add(" of " + String.join(" or ", owners));
        }
        if (!environments.isEmpty()) {
            words.add(" in " + String.join(" or ", environments));
        }
        return String.join("", words);
    }
}
