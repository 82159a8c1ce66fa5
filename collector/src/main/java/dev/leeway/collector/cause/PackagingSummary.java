package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Stray;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says in one line what an artefact ships and must not, and what else is wrong with it. */
final class PackagingSummary {
    private PackagingSummary() {}

    /**
     * {@code shop-web: prod ships what it must not: a private key (key.pem), source maps (a.js.map); shop-web 1.4.2 is not
     * the same in staging and prod: same version, different bytes}.
     */
    static String of(Group group) {
        Finding leading = group.leading();
        String environment = leading.between().get(0);
        List<String> shipped = new ArrayList<>();
        for (Finding member : group.members()) {
            Stray.of(member.address())
                    .filter(stray -> member.disposition() == group.disposition())
                    .ifPresent(stray -> shipped.add(stray.named(Packaging.values(member, environment))));
        }
        String owner =
                leading.scope().kind() == Scope.Kind.SERVICE ? leading.scope().name() + ": " : "";
        Optional<String> bytes = group.members().stream()
                .filter(member ->
                        LibrarySummary.isOwn(member) && member.between().size() == 2)
                .map(member -> member.explanation().summary())
                .findFirst()
                .map(told -> "; " + (told.startsWith(owner) ? told.substring(owner.length()) : told));
        String strays = shipped.size() < 2
                ? leading.explanation().summary()
                : owner + environment + " ships what it must not: " + String.join(", ", shipped);
        return strays + bytes.orElse("");
    }
}
