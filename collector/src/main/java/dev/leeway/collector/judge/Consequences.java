package dev.leeway.collector.judge;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of the findings what says nothing that another does not: of a library with another version the content differs
 * as well, and one that is not there has none; and so of images.
 *
 * @param kept what stands for itself
 * @param told what another finding tells
 */
public record Consequences(List<Finding> kept, List<Finding> told) {
    public Consequences {
        kept = List.copyOf(kept);
        told = List.copyOf(told);
    }

    private record Place(Scope scope, List<String> between, DriftState state, String ecosystem, String key) {}

    /** The findings, parted. */
    public static Consequences of(List<Finding> findings) {
        Map<Place, Finding> versions = new HashMap<>();
        for (Finding finding : findings) {
            Library.of(finding.address())
                    .filter(Library::tellsVersion)
                    .ifPresent(library -> versions.put(place(finding, library), finding));
        }
        OtherImages images = OtherImages.of(findings);
        Set<Finding> notAsked = DeclaredVariable.notAsked(findings);
        if (versions.isEmpty() && images.none() && notAsked.isEmpty()) {
            return new Consequences(findings, List.of());
        }
        List<Finding> kept = new ArrayList<>(findings.size());
        List<Finding> told = new ArrayList<>();
        for (Finding finding : findings) {
            boolean follows = notAsked.contains(finding)
                    || images.test(finding)
                    || Library.of(finding.address())
                            .filter(library -> follows(library, finding, versions.get(place(finding, library))))
                            .isPresent();
            (follows ? told : kept).add(finding);
        }
        return new Consequences(kept, told);
    }

    private static Place place(Finding finding, Library library) {
        return new Place(finding.scope(), finding.between(), finding.state(), library.ecosystem(), library.key());
    }

    private static boolean follows(Library library, Finding finding, @Nullable Finding version) {
        if (version == null) {
            return false;
        }
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
