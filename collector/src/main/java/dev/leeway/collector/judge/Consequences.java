package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Marks among findings what says nothing that another does not: of a library with another version the content differs as well,
 * and one that is not there has none; and so of images.
 */
public final class Consequences {
    /** What must not be there, or must be otherwise, breaks a rule and follows from nothing. */
    private static final Set<DriftState> LED = EnumSet.of(DriftState.DIFFERENT, DriftState.MISSING, DriftState.SPLIT);

    private final Map<Place, Finding> versions = new HashMap<>();
    private final OtherImages images;
    private final Map<Finding, Finding> notAsked;

    private Consequences(List<Finding> findings) {
        for (Finding finding : findings) {
            Library.of(finding.address())
                    .filter(Library::tellsVersion)
                    .ifPresent(library -> versions.put(place(finding, library), finding));
        }
        this.images = OtherImages.of(findings);
        this.notAsked = DeclaredVariable.notAsked(findings);
    }

    private record Place(Scope scope, List<String> between, DriftState state, String ecosystem, String key) {}

    /** The findings, each that another tells marked with that. */
    public static List<Finding> marked(List<Finding> findings) {
        Consequences consequences = new Consequences(findings);
        if (consequences.versions.isEmpty() && consequences.images.none() && consequences.notAsked.isEmpty()) {
            return findings;
        }
        List<Finding> marked = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            marked.add(consequences.lead(finding).map(finding::toldBy).orElse(finding));
        }
        return marked;
    }

    private Optional<Finding> lead(Finding finding) {
        if (!LED.contains(finding.state())) {
            return Optional.empty();
        }
        return Optional.ofNullable(notAsked.get(finding))
                .or(() -> images.lead(finding))
                .or(() -> Library.of(finding.address())
                        .flatMap(library -> Optional.ofNullable(versions.get(place(finding, library)))
                                .filter(version -> follows(library, finding, version))));
    }

    private static Place place(Finding finding, Library library) {
        return new Place(finding.scope(), finding.between(), finding.state(), library.ecosystem(), library.key());
    }

    private static boolean follows(Library library, Finding finding, Finding version) {
        return switch (library.aspect()) {
            case "content" -> isContentOf(finding, version);
            case "build" -> true;
            case "declared" -> finding.state() == DriftState.MISSING || alike(finding, version);
            default -> false;
        };
    }

    /**
     * Whether the content differs because the version does. Where several versions are installed and some are on both
     * sides, more contents than versions that only one side has mean that one of those shared has other bytes.
     */
    private static boolean isContentOf(Finding content, Finding version) {
        if (content.state() == DriftState.MISSING) {
            return true;
        }
        if (content.state() == DriftState.SPLIT) {
            return Rollouts.parts(content).equals(Rollouts.parts(version));
        }
        for (int side = 0; side < content.between().size(); side++) {
            Set<Value> versions = members(version, side);
            int installed = versions.size();
            versions.removeAll(members(version, 1 - side));
            Set<Value> contents = members(content, side);
            contents.removeAll(members(content, 1 - side));
            if (versions.size() == installed || contents.size() <= versions.size()) {
                return true;
            }
        }
        return false;
    }

    private static Set<Value> members(Finding finding, int side) {
        String environment = finding.between().get(side);
        Set<Value> members = new HashSet<>();
        for (EnvironmentValue value : finding.values()) {
            if (value.environment().equals(environment)) {
                value.value().ifPresent(each -> {
                    if (each instanceof Value.SetOf set) {
                        members.addAll(set.members());
                    } else {
                        members.add(each);
                    }
                });
            }
        }
        return members;
    }

    /** Whether a file asks for what is installed, on both sides. */
    private static boolean alike(Finding finding, Finding version) {
        return finding.between().size() == 2
                && members(finding, 0).equals(members(version, 0))
                && members(finding, 1).equals(members(version, 1));
    }
}
