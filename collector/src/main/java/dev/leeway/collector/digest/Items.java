package dev.leeway.collector.digest;

import dev.leeway.collector.report.CauseView;
import dev.leeway.collector.report.Quantity;
import dev.leeway.collector.report.ShortIds;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Words what is told of one cause or drift; what came from a host is made visible here. */
final class Items {
    private Items() {}

    /**
     * A cause for the sake of some drifts of it, by the id of one of them; whom any of these concerns is to hear of it. Who looks all day long
     * knows no age, the reports of nights do.
     */
    static Item drifts(CauseView view, Drift drift, List<Drift> sake, ShortIds ids) {
        return item(view, drift.id(), Optional.empty(), ids, true)
                .concerning(
                        sake.stream()
                                .flatMap(each -> each.owner().stream())
                                .map(VisibleText::of)
                                .toList(),
                        sake.stream()
                                .flatMap(each -> each.between().stream())
                                .map(VisibleText::of)
                                .toList());
    }

    /** Why it matters is told {@code whole} of what is new, and not once more of what was told before. */
    static Item cause(CauseView view, Instant asOf, ShortIds ids, boolean whole) {
        return item(view, view.cause().id(), age(view.leading(), asOf), ids, whole);
    }

    private static Item item(CauseView view, String id, Optional<String> age, ShortIds ids, boolean whole) {
        Drift leading = view.leading();
        return new Item(
                Optional.of(id),
                Optional.of(ids.of(id)),
                Optional.of(view.cause().severity()),
                VisibleText.of(view.cause().summary()),
                leading.owner().map(VisibleText::of),
                leading.between().stream().map(VisibleText::of).toList(),
                Optional.of(VisibleText.of(leading.address().text())),
                age,
                whole ? VisibleText.of(leading.explanation().why()) : "",
                whole ? VisibleText.of(leading.explanation().align()) : "");
    }

    private static Optional<String> age(Drift drift, Instant asOf) {
        Optional<String> since =
                drift.lifecycle().firstSeen().map(seen -> "for " + Quantity.age(Duration.between(seen, asOf)));
        return switch (drift.lifecycle().stage()) {
            case OPEN -> since.map(each -> "open " + each);
            case REOPENED -> Optional.of("came back");
            case UNTRACKED, NEW, RESOLVED -> Optional.empty();
        };
    }

    static Item resolved(ResolvedDrift drift, Optional<String> owner) {
        return new Item(
                Optional.of(drift.id()),
                Optional.empty(),
                Optional.of(drift.severity()),
                VisibleText.of(drift.summary()),
                owner.map(VisibleText::of),
                List.of(),
                Optional.of(VisibleText.of(drift.address().text())),
                Optional.empty(),
                "",
                "");
    }
}
