package dev.leeway.collector.service;

import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.PairStanding;
import dev.leeway.collector.compare.RowMaker;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.PatternOverlap;
import dev.leeway.collector.judge.Releases;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import dev.leeway.schema.snapshot.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Deployed files of settings with other bytes and the same settings: comments, blanks, and the order of keys.
 *
 * <p>Only where every host of both environments read the file whole, and all that it sets is the same there. What comes with another
 * release stands as the release does, and what a rule of the user's judges as that has it.
 */
final class RewrittenSettings {
    /**
     * Formats of which settings say everything that counts. Not those where the order of unlike entries may count (XML, systemd), or where
     * files are included that are not told (HOCON).
     */
    private static final Set<String> PLAIN = Set.of("properties", "yaml", "json", "toml", "ini", "env");

    private static final String FILE = "file";
    private static final String CONTENT = "/content";

    private final ComparisonRun run;
    private final Map<Scope, Optional<SectionGroup>> settings = new HashMap<>();

    RewrittenSettings(ComparisonRun run) {
        this.run = run;
    }

    /** The findings, those of files that set the same within leeway. */
    List<Finding> quieted(List<Finding> findings) {
        Releases releases = new Releases(findings);
        List<Finding> quieted = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            boolean same = isContent(finding) && releases.of(finding).isEmpty() && setsTheSame(finding);
            quieted.add(same ? finding.excused(explained(finding)) : finding);
        }
        return quieted;
    }

    private static Explanation explained(Finding finding) {
        Explanation own = finding.explanation();
        return new Explanation(
                own.summary(),
                "Every setting in the file was read in " + String.join(" and in ", finding.between())
                        + ", and all are the same: what differs is comments, blanks, or the order of keys.",
                "No action is needed.",
                own.unproven());
    }

    private static boolean isContent(Finding finding) {
        return finding.state() == DriftState.DIFFERENT
                && finding.disposition() == Disposition.OPEN
                && finding.between().size() == 2
                && finding.scope().kind() == Scope.Kind.SERVICE
                && finding.address().section().probe().equals("dependency")
                && finding.address().path().text().startsWith(FILE + "[")
                && finding.address().path().text().endsWith("]" + CONTENT);
    }

    private boolean setsTheSame(Finding finding) {
        Optional<SectionGroup> group = settings.computeIfAbsent(finding.scope(), this::found);
        if (group.isEmpty()) {
            return false;
        }
        int one = run.environments.names().indexOf(finding.between().get(0));
        int other = run.environments.names().indexOf(finding.between().get(1));
        String file = finding.address().path().segments().get(0).key().orElse("");
        return !isAnothersEnd(finding, file) && new Read(group.get(), one, other).setsTheSame(file);
    }

    private Optional<SectionGroup> found(Scope scope) {
        return of(scope, "config");
    }

    private Optional<SectionGroup> of(Scope scope, String probe) {
        return run.groups.stream()
                .filter(each -> each.scope().equals(scope)
                        && each.key().probe().equals(probe)
                        && each.key().subject().isPresent())
                .findFirst();
    }

    /**
     * Whether another deployed file's name ends as this one's: where a service works below what was deployed, the one that its settings
     * are told of may be the other.
     */
    private boolean isAnothersEnd(Finding finding, String file) {
        Optional<SectionGroup> deployed = of(finding.scope(), "dependency");
        return deployed.isEmpty()
                || deployed.get().environments().stream()
                        .flatMap(sections -> sections.variants().stream())
                        .flatMap(variant -> paths(variant.section().facts(), FILE + "[").stream())
                        .map(path ->
                                FactPath.parse(path).segments().get(0).key().orElse(""))
                        .anyMatch(name -> name.endsWith("/" + file));
    }

    private static List<String> paths(Facts facts, String opening) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            if (facts.path(i).startsWith(opening)) {
                paths.add(facts.path(i));
            }
        }
        return paths;
    }

    /** The settings of a service as two environments read them. */
    private final class Read {
        private final SectionGroup group;
        private final RowMaker rows;
        private final int one;
        private final int other;

        Read(SectionGroup group, int one, int other) {
            this.group = group;
            this.rows = new RowMaker(group, run.environments, run.catalogue);
            this.one = one;
            this.other = other;
        }

        boolean setsTheSame(String file) {
            String place = FactPath.of(FILE, file).text();
            if (!isWhole(place) || !stands(place + CONTENT, PairStanding.DIFFERENT) || !isPlain(place + "/format")) {
                return false;
            }
            for (String setting : settings(place)) {
                if (!stands(setting, PairStanding.SAME)) {
                    return false;
                }
            }
            return true;
        }

        /** Whether every host was asked, and none kept anything of the file, or of a document in it, back. */
        private boolean isWhole(String place) {
            AddressPattern all = AddressPattern.parse(group.key().text() + "/" + place + "/**");
            String document = group.key().text() + "/" + ofDocuments(place);
            for (int environment : List.of(one, other)) {
                EnvironmentSections sections = group.environments().get(environment);
                boolean hidden = sections.variants().stream()
                        .flatMap(variant -> variant.section().uncovered().stream()
                                .map(gap -> variant.canonical(gap.pattern(), group.key())))
                        .anyMatch(gap ->
                                PatternOverlap.exists(gap, all) || gap.text().startsWith(document));
                if (hidden
                        || !sections.unseen().isEmpty()
                        || sections.variants().isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        private boolean isPlain(String path) {
            Optional<FactRow> row = agreed(path, PairStanding.SAME);
            return row.filter(format -> format.beside(one, path).stream()
                            .map(Value::display)
                            .allMatch(PLAIN::contains))
                    .isPresent();
        }

        /** What either environment tells of the inside of the file and of the documents in it. */
        private SortedSet<String> settings(String place) {
            SortedSet<String> found = new TreeSet<>();
            for (int environment : List.of(one, other)) {
                for (SectionVariant variant :
                        group.environments().get(environment).variants()) {
                    Facts facts = variant.section().facts();
                    found.addAll(paths(facts, place + "/setting["));
                    found.addAll(paths(facts, place + "/malformed"));
                    found.addAll(paths(facts, place + "/whole"));
                    found.addAll(paths(facts, ofDocuments(place)));
                }
            }
            return found;
        }

        private boolean stands(String path, PairStanding standing) {
            return agreed(path, standing).isPresent();
        }

        /** The row of a fact that every host told, all of an environment alike, where the two environments stand so. */
        private Optional<FactRow> agreed(String path, PairStanding standing) {
            return rows.row(path)
                    .filter(row -> isOne(row.tally(one)) && isOne(row.tally(other)))
                    .filter(row ->
                            row.standing(one, other).filter(standing::equals).isPresent());
        }

        private static boolean isOne(Optional<Tally> tally) {
            return tally.filter(told -> told.groups().size() == 1
                            && told.missing().isEmpty()
                            && told.unknown().isEmpty())
                    .isPresent();
        }
    }

    /** How the paths begin of documents that are told apart under the name of the file at {@code place}. */
    private static String ofDocuments(String place) {
        String named = FactPath.of(FILE, "#").text();
        String sign = named.substring(named.indexOf('[') + 1, named.length() - 1);
        return place.substring(0, place.length() - 1) + sign;
    }
}
