package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.probe.dependency.declared.Declaration;
import dev.leeway.agent.probe.dependency.declared.Declaration.Precision;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Pattern;

/** What the files of a deployment ask for, and where what is installed contradicts it. */
final class DeclaredFacts {
    /** Needed to build, to test or perhaps: that they are not installed says nothing. */
    private static final Set<String> NOT_IN_USE =
            Set.of("dev", "test", "optional", "peer", "provided", "system", "import", "constraint", "managed");

    private static final Pattern NOT_THE_POINT = Pattern.compile("^v|(?:\\.0)+$|\\+incompatible$");

    private DeclaredFacts() {}

    static void record(Ledger ledger, Declaration declaration, String above) {
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
            SortedSet<String> installed = ledger.versions(declaration.ecosystem(), declaration.name());
            if (condition.isEmpty() && !installed.isEmpty() && !holds(installed, declaration.version())) {
                ledger.fact(path.child("mismatch"), Observed.flag(true), evidence);
            }
        } else if (!declaration.version().isEmpty()) {
            ledger.fact(path.child("requirement"), Observed.text(StablePath.of(declaration.version())), evidence);
        }
    }

    private static boolean holds(SortedSet<String> installed, String declared) {
        String wanted = plain(declared);
        return installed.stream().anyMatch(version -> plain(version).equals(wanted));
    }

    /** {@code 1.0} and {@code 1.0.0} are one version to every ecosystem read. */
    private static String plain(String version) {
        return NOT_THE_POINT.matcher(version.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
