package dev.leeway.collector.cause;

import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.Library;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.report.Direction;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Which libraries moved together: those that a bill of materials manages, those of one family, those that went from one
 * version to another hand in hand. What moved the other way never joins.
 */
final class LibraryMoves {
    /** What moved by itself has no company. */
    private static final int COMPANY = 2;
    /** Fewer may have been exchanged one by one. */
    private static final int ONE_INSTALLATION = 4;

    private final Map<String, String> together = new HashMap<>();

    /** One library of one service, or of the hosts of one role, that differs between two environments or within one. */
    private record Move(Finding finding, Library library, String side) {
        /** From which versions to which. */
        String versions() {
            StringJoiner versions = new StringJoiner("|", library.ecosystem() + "|", "");
            for (EnvironmentValue value : finding.values()) {
                if (finding.between().contains(value.environment())) {
                    versions.add(value.environment())
                            .add(value.value().map(Value::display).orElse(""));
                }
            }
            return versions.toString();
        }
    }

    /** The moves among {@code findings}. */
    LibraryMoves(List<Finding> findings) {
        Map<String, List<Move>> bySide = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean differs = finding.state() == DriftState.DIFFERENT || finding.state() == DriftState.SPLIT;
            Optional<Library> library =
                    differs ? Library.of(finding.address()).filter(Library::tellsVersion) : Optional.empty();
            library.ifPresent(found -> {
                String side = side(finding);
                bySide.computeIfAbsent(side, unused -> new ArrayList<>()).add(new Move(finding, found, side));
            });
        }
        bySide.values().forEach(this::gather);
    }

    /** What moves of one side have in common: whose, between which environments, and which of these is ahead. */
    private static String side(Finding finding) {
        Scope scope = finding.scope();
        return String.join(
                "|",
                scope.kind().text(),
                scope.name(),
                finding.state().text(),
                String.join("|", finding.between()),
                finding.direction().map(Direction::ahead).orElse("?"));
    }

    private void gather(List<Move> moves) {
        List<Move> rest = new ArrayList<>(moves);
        for (Boms bom : Boms.values()) {
            managed(bom, rest);
        }
        Map<String, List<Move>> families = new LinkedHashMap<>();
        for (Move move : rest) {
            String family = LibraryFamily.of(move.library());
            String key = family.isEmpty() ? "" : "family|" + move.library().ecosystem() + "|" + family;
            families.computeIfAbsent(key, unused -> new ArrayList<>()).add(move);
        }
        List<Move> alone = new ArrayList<>();
        families.forEach((family, members) -> {
            if (family.isEmpty() || members.size() < COMPANY) {
                alone.addAll(members);
            } else {
                join(members, family);
            }
        });
        alone.removeAll(ofOneInstallation(alone));
        Map<String, List<Move>> pairs = new LinkedHashMap<>();
        for (Move move : alone) {
            pairs.computeIfAbsent(move.versions(), unused -> new ArrayList<>()).add(move);
        }
        pairs.forEach((versions, members) -> {
            if (members.size() >= COMPANY) {
                join(members, "versions|" + versions);
            }
        });
    }

    /** Packages of an environment or a tree are installed at one go, and move with the day on which that was done. */
    private List<Move> ofOneInstallation(List<Move> moves) {
        List<Move> joined = new ArrayList<>();
        for (String ecosystem : InstallationSummary.INSTALLED_TOGETHER) {
            List<Move> members = moves.stream()
                    .filter(move -> move.library().ecosystem().equals(ecosystem)
                            && move.finding().scope().kind() == Scope.Kind.SERVICE
                            && move.finding().direction().isPresent())
                    .toList();
            if (members.size() >= ONE_INSTALLATION) {
                join(members, InstallationSummary.MARK + ecosystem);
                joined.addAll(members);
            }
        }
        return joined;
    }

    /** A bill of materials brings no library further than it moved itself: a greater step was made by someone else. */
    private void managed(Boms bom, List<Move> rest) {
        Optional<Move> lead = rest.stream()
                .filter(move -> Boms.ledBy(move.library()).filter(bom::equals).isPresent())
                .findFirst();
        if (lead.isEmpty() || lead.get().finding().direction().isEmpty()) {
            return;
        }
        Distance reach = lead.get().finding().direction().get().distance();
        List<Move> members = rest.stream()
                .filter(move -> bom.manages(move.library())
                        && move.finding()
                                .direction()
                                .filter(direction -> direction.distance().compareTo(reach) <= 0)
                                .isPresent())
                .toList();
        if (members.size() >= COMPANY) {
            join(members, "bom|" + bom.name());
            rest.removeAll(members);
        }
    }

    private void join(List<Move> members, String what) {
        members.forEach(move -> together.put(move.finding().id(), move.side() + "|" + what));
    }

    /** What tells the company apart in which a library moved; empty for one that moved alone. */
    Optional<String> of(Finding finding) {
        return Optional.ofNullable(together.get(finding.id()));
    }
}
