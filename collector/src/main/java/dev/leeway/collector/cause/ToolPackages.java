package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.EnvironmentValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/** Packages that moved with a tool, or with data of time zones, that came in them: from and to the same upstream versions, on the same hosts. */
final class ToolPackages {
    /** By the upstream versions and where they are, the origins of what moved so. */
    private final Map<String, Set<Origin>> moved = new HashMap<>();

    ToolPackages(List<Finding> findings) {
        for (Finding finding : findings) {
            String text = finding.address().text();
            boolean told = finding.disposition() != Disposition.WITHIN_LEEWAY && Origins.isDifference(finding);
            if (told && text.equals("os/tzdata/version")) {
                add(finding, new Origin(Origin.Kind.FACT, "os/tzdata"));
            } else if (told && text.startsWith("package/tool[") && text.endsWith("]/version")) {
                add(finding, new Origin(Origin.Kind.PACKAGE, Origins.ofPackage(finding)));
            }
        }
    }

    private void add(Finding finding, Origin origin) {
        moved.computeIfAbsent(upstream(finding), unused -> new HashSet<>()).add(origin);
    }

    /** The origin of what a package moved with; empty for what is no package, and where nothing or several things moved so. */
    Optional<Origin> of(Finding finding) {
        if (!isPackage(finding.address()) || !Origins.isDifference(finding)) {
            return Optional.empty();
        }
        Set<Origin> origins = moved.getOrDefault(upstream(finding), Set.of());
        return origins.size() == 1 ? Optional.of(origins.iterator().next()) : Optional.empty();
    }

    private static boolean isPackage(Address address) {
        String text = address.text();
        return text.startsWith("package/") && !text.startsWith("package/tool[") && text.endsWith("]/version");
    }

    private static String upstream(Finding finding) {
        StringJoiner versions = new StringJoiner("|");
        versions.add(finding.state().text()).add(finding.scope().name());
        for (EnvironmentValue value : finding.values()) {
            if (finding.between().contains(value.environment())) {
                versions.add(value.environment())
                        .add(value.value().map(ToolPackages::upstream).orElse(""))
                        .add(String.join(" ", value.hosts()));
            }
        }
        return versions.toString();
    }

    /** A version without what a distribution puts before and behind it. */
    private static String upstream(Value value) {
        String version = value.display();
        int epoch = version.indexOf(':');
        int revision = version.lastIndexOf('-');
        return version.substring(epoch + 1, revision > epoch ? revision : version.length());
    }
}
