package dev.leeway.agent.format.corpora;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.MalformedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How the cases of a suite went: those that went otherwise than it says must be those that are known, no more and no fewer. */
final class SuiteResult {
    private static final Pattern PLACED = Pattern.compile("(?:line|at) (?:\\d+|its beginning).*: .+", Pattern.DOTALL);

    private final String suite;
    private final String deviations;
    private final Map<String, String> deviating = new TreeMap<>();
    private int cases;

    SuiteResult(String suite) {
        this(suite, suite);
    }

    /** Likewise, with deviations of its own, for its cases are read as another format. */
    SuiteResult(String suite, String deviations) {
        this.suite = suite;
        this.deviations = deviations;
    }

    List<SuiteCase> cases() throws IOException {
        return SuiteCase.of(suite + ".jsonl");
    }

    /** One case; an empty {@code deviation} says that it went as the suite wants it. */
    void add(SuiteCase each, String deviation) {
        cases++;
        if (!deviation.isEmpty()) {
            deviating.put(each.name(), deviation);
        }
    }

    /** Empty when a fault names its place, as every one must. */
    static String placed(MalformedException fault) {
        String message = String.valueOf(fault.getMessage());
        return PLACED.matcher(message).matches() ? "" : "a fault without its place: " + message;
    }

    /** Fails when a case deviates that is not known to, or one that is known to does not. */
    void expect(int total) throws IOException {
        assertThat(cases).isEqualTo(total);
        Map<String, String> known = known();
        Map<String, String> unknown = new TreeMap<>(deviating);
        unknown.keySet().removeAll(known.keySet());
        assertThat(unknown.entrySet()).as("cases that deviate").isEmpty();
        assertThat(deviating.keySet()).as("deviations that are known").isEqualTo(known.keySet());
    }

    /** The known deviations, each with its reason. */
    private Map<String, String> known() throws IOException {
        Map<String, String> known = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(SuiteResult.class.getResourceAsStream("/corpora/" + deviations + ".deviations")),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split(": ", 2);
                    assertThat(parts).as(line).hasSize(2);
                    known.put(parts[0], parts[1]);
                }
            }
        }
        return known;
    }
}
