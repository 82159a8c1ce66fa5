package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.probe.dependency.declared.Declaration;
import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.declared.Marker;
import dev.leeway.agent.probe.dependency.found.Ecosystem;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.Map;
import java.util.Set;

/** What the files of a deployment ask for, and where what is installed contradicts it. */
final class DeclaredFacts {
    /** Needed to build, to test or perhaps: that they are not installed says nothing. */
    private static final Set<String> NOT_IN_USE =
            Set.of("dev", "test", "optional", "peer", "provided", "system", "import", "constraint", "managed");

    /** Needed as if nothing were said. */
    private static final Set<String> ALWAYS = Set.of("", "indirect", "runtime");

    private final Ledger ledger;
    private final Map<String, String> markers;
    private final Unmet unmet;

    /** Holds declarations against {@code ledger}, and environment markers of Python against {@code markers}. */
    DeclaredFacts(Ledger ledger, Map<String, String> markers) {
        this.ledger = ledger;
        this.markers = Map.copyOf(markers);
        this.unmet = new Unmet(ledger);
    }

    void take(Declaration declaration, String above) {
        String condition = declaration.condition().orElse("");
        if (NOT_IN_USE.contains(condition) || condition.startsWith("extra ") || condition.startsWith("group ")) {
            return;
        }
        FactPath path = Ledger.of(declaration.ecosystem(), declaration.name());
        String file = declaration.file().startsWith(above + "/")
                ? declaration.file().substring(above.length() + 1)
                : declaration.file();
        String evidence =
                StablePath.of(file) + ":" + declaration.line() + (condition.isEmpty() ? "" : " (" + condition + ")");
        if (declaration.precision() == Precision.PINNED) {
            ledger.fact(
                    path.child("declared"),
                    Observed.version(
                            declaration.version(), declaration.ecosystem().scheme()),
                    evidence);
            if (counts(declaration.ecosystem(), condition)) {
                unmet.take(declaration, evidence);
            }
        } else if (!declaration.version().isEmpty()) {
            ledger.fact(path.child("requirement"), Observed.text(StablePath.of(declaration.version())), evidence);
        }
    }

    /** Says what is not met, once everything was taken. */
    void record() {
        unmet.record();
    }

    private boolean counts(Ecosystem ecosystem, String condition) {
        return ALWAYS.contains(condition)
                || (ecosystem == Ecosystem.PYPI && Marker.holds(condition, markers) == Marker.Truth.YES);
    }
}
