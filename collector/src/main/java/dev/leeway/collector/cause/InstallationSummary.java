package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.report.Direction;
import java.util.List;

/** Says in one line how the packages of one environment moved that was installed anew on one side. */
final class InstallationSummary {
    /** Ecosystems whose packages are installed at one go; those of others travel in the release. */
    static final List<String> INSTALLED_TOGETHER = List.of("pypi", "npm");
    /** In the key of an origin. */
    static final String MARK = "installation|";

    private static final int NAMED = 5;

    private InstallationSummary() {}

    /** Whether the group is of packages that were installed anew together. */
    static boolean isOne(Group group) {
        return group.origin().key().contains(MARK);
    }

    /**
     * {@code shop-web: 11 Python packages that nothing pins are newer in prod than in dev, 2 by a major version: flask (2.3.3
     * to 3.0.3), urllib3 (1.26.18 to 2.2.2)}.
     */
    static String of(Group group) {
        Finding leading = group.leading();
        Direction direction = leading.direction().orElseThrow();
        String ecosystem = Library.of(leading.address()).map(Library::ecosystem).orElse("");
        List<Finding> all =
                group.members().stream().filter(LibrarySummary::isVersion).toList();
        List<Finding> major = all.stream().filter(Steps::isMajor).toList();
        long unpinned = all.stream()
                .filter(member -> member.nature() == Finding.Nature.UNPINNED)
                .count();
        String sentence = leading.scope().name() + ": " + all.size()
                + (ecosystem.equals("pypi") ? " Python" : " Node") + " packages"
                + (unpinned == all.size() ? " that nothing pins" : "") + " are newer in " + direction.ahead()
                + " than in " + direction.behind()
                + (unpinned > 0 && unpinned < all.size() ? " (nothing pins " + unpinned + " of them)" : "");
        return major.isEmpty()
                ? sentence + ": " + listed(Steps.furthest(all))
                : sentence + ", " + major.size() + " by a major version: " + listed(Steps.furthest(major));
    }

    private static String listed(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }
}
