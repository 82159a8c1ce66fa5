package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Direction;
import java.util.ArrayList;
import java.util.List;

/** Says in one line how the packages of one environment moved that was installed anew on one side. */
final class InstallationSummary {
    /** Ecosystems whose packages are installed at one go; those of others travel in the release. */
    static final List<String> INSTALLED_TOGETHER = List.of("pypi", "npm");
    /** In the key of an origin. */
    static final String MARK = "installation|";

    private static final int NAMED = 5;

    private InstallationSummary() {}

    /** {@code shop-web: 11 Python packages are newer in prod than in dev, 2 by a major version: flask, urllib3}. */
    static String of(Group group) {
        Finding leading = group.leading();
        Direction direction = leading.direction().orElseThrow();
        String ecosystem = Library.of(leading.address()).map(Library::ecosystem).orElse("");
        List<String> major = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (Finding member : group.members()) {
            String name = Library.of(member.address()).map(Library::key).orElse("");
            if (LibrarySummary.isVersion(member)) {
                all.add(name);
                member.direction()
                        .filter(each -> each.distance() == Distance.MAJOR)
                        .ifPresent(each -> major.add(name));
            }
        }
        String sentence = leading.scope().name() + ": " + all.size()
                + (ecosystem.equals("pypi") ? " Python" : " Node") + " packages are newer in " + direction.ahead()
                + " than in " + direction.behind();
        return major.isEmpty()
                ? sentence + ": " + listed(all)
                : sentence + ", " + major.size() + " by a major version: " + listed(major);
    }

    private static String listed(List<String> names) {
        List<String> sorted = names.stream().sorted().distinct().toList();
        return sorted.size() <= NAMED
                ? String.join(", ", sorted)
                : String.join(", ", sorted.subList(0, NAMED)) + " and " + (sorted.size() - NAMED) + " more";
    }
}
