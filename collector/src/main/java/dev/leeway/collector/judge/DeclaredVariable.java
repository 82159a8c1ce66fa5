package dev.leeway.collector.judge;

import dev.leeway.collector.compare.FactRow;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A variable that is set, asked for or written in a file, whichever fact tells of it: {@code payment.timeout} in a file is
 * {@code PAYMENT_TIMEOUT} in the environment.
 *
 * @param name in capitals, what is neither letter nor digit as {@code _}
 * @param part which fact it is of what asks for it: {@code declared}, {@code state}, {@code met}; empty of one that holds a value
 */
public record DeclaredVariable(String name, Optional<String> part) {
    private static final String MET = "met";
    private static final String DECLARED = "declared";

    private record Place(Scope scope, String variable, String environment) {}

    /** The variable a fact tells of; empty for facts of anything else. */
    public static Optional<DeclaredVariable> of(Address address) {
        List<FactPath.Segment> segments = address.path().segments();
        String probe = address.section().probe();
        FactPath.Segment first = segments.get(0);
        if (probe.equals("env")) {
            return first.key().isPresent()
                    ? Optional.empty()
                    : Optional.of(new DeclaredVariable(first.name(), Optional.empty()));
        }
        if (probe.equals("container")) {
            return ofContainer(segments);
        }
        if (!probe.equals("config") || segments.size() < 2) {
            return Optional.empty();
        }
        if (first.name().equals("required")) {
            return first.key()
                    .map(name -> new DeclaredVariable(
                            name, Optional.of(segments.get(1).name())));
        }
        return segments.get(1).key().map(key -> new DeclaredVariable(spelled(key), Optional.empty()));
    }

    /** What the container has, and what its Compose files declare: how a promise stands is told wherever one is made. */
    private static Optional<DeclaredVariable> ofContainer(List<FactPath.Segment> segments) {
        String first = segments.get(0).name();
        if (first.equals("env") && segments.size() > 1) {
            return Optional.of(new DeclaredVariable(segments.get(1).name(), Optional.empty()));
        }
        boolean declared = first.equals("declared")
                && segments.size() == 3
                && segments.get(1).name().equals("env");
        Optional<String> part = !declared
                ? Optional.empty()
                : switch (segments.get(2).name()) {
                    case "state" -> Optional.of(DECLARED);
                    case MET -> Optional.of(MET);
                    default -> Optional.empty();
                };
        return part.isEmpty() ? Optional.empty() : segments.get(1).key().map(name -> new DeclaredVariable(name, part));
    }

    private static String spelled(String key) {
        String variables = "Service.Environment.";
        String own = key.startsWith(variables) ? key.substring(variables.length()) : key;
        return own.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Whether a fact says that a variable which something asks for is there. */
    static boolean tellsMet(Address address) {
        return of(address)
                .filter(variable -> variable.part().equals(Optional.of(MET)))
                .isPresent();
    }

    /**
     * {@code PAYMENT_TIMEOUT absent in prod, declared in application.yml:41, set in dev}, or which container has none and which Compose
     * file speaks of it; empty for other facts.
     *
     * @param held where the environment that has it found it
     * @param asked where the one that lacks it found how that stands, and how it does
     */
    static Optional<String> lacking(
            FactRow row, String holding, String lacking, Optional<String> held, Optional<Asked> asked) {
        return of(row.address())
                .filter(variable -> tellsMet(row.address()))
                .map(variable -> row.scope().name() + ": "
                        + (row.address().section().probe().equals("container")
                                ? ofContainer(
                                        variable.name(), holding, lacking, held.map(DeclaredVariable::file), asked)
                                : variable.name() + " absent in " + lacking
                                        + held.map(place -> ", declared in " + file(place))
                                                .orElse("")
                                        + ", set in " + holding));
    }

    /**
     * How a declaration stands.
     *
     * @param state as the fact has it
     * @param place where it was found
     */
    record Asked(String state, Optional<String> place) {}

    private static String ofContainer(
            String name, String holding, String lacking, Optional<String> held, Optional<Asked> asked) {
        String has = " and " + holding + "'s container has it";
        String none = "the container in " + lacking + " has no " + name;
        if (asked.isEmpty()) {
            return none + "; no Compose file there speaks of it," + has
                    + held.map(place -> " (" + place + ")").orElse("");
        }
        String place =
                asked.get().place().map(DeclaredVariable::file).or(() -> held).orElse("its file");
        return none + "; " + place + (asked.get().state().equals("unset") ? " hands it through," : " promises it,")
                + has;
    }

    private static String file(String place) {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /**
     * Of {@code findings} those that say a variable is missing where nobody asks for it and where it is set all the same: what asks for
     * it lies in the other environment alone. Each with the finding that tells so.
     */
    static Map<Finding, Finding> notAsked(List<Finding> findings) {
        Map<Place, Finding> unasked = new HashMap<>();
        Map<Place, Boolean> held = new HashMap<>();
        for (Finding finding : findings) {
            Optional<DeclaredVariable> variable = of(finding.address());
            if (variable.isEmpty()) {
                continue;
            }
            for (EnvironmentValue value : finding.values()) {
                Place place = new Place(finding.scope(), variable.get().name(), value.environment());
                boolean missing = value.standing() == EnvironmentValue.Standing.MISSING;
                if (variable.get().part().isEmpty()) {
                    held.merge(place, !missing, Boolean::logicalOr);
                } else if (missing && variable.get().part().get().equals(DECLARED)) {
                    unasked.putIfAbsent(place, finding);
                }
            }
        }
        Map<Finding, Finding> told = new HashMap<>();
        for (Finding finding : findings) {
            of(finding.address())
                    .filter(variable ->
                            variable.part().equals(Optional.of(MET)) && finding.state() == DriftState.MISSING)
                    .map(variable -> finding.values().stream()
                            .filter(value -> finding.between().contains(value.environment()))
                            .filter(value -> value.standing() == EnvironmentValue.Standing.MISSING)
                            .map(value -> new Place(finding.scope(), variable.name(), value.environment()))
                            .toList())
                    .filter(places -> !places.isEmpty()
                            && places.stream()
                                    .allMatch(place -> unasked.containsKey(place) && held.getOrDefault(place, true)))
                    .ifPresent(places -> told.put(finding, unasked.get(places.get(0))));
        }
        return told;
    }
}
