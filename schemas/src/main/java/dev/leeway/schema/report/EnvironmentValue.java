package dev.leeway.schema.report;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.fact.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One value of a fact in one environment, and the hosts that hold it. An environment whose hosts disagree has several.
 *
 * @param environment canonical name
 * @param hosts sorted names of the hosts that hold it; of more than {@value #MOST_NAMED} a report names the first
 *     {@value #EXAMPLES}
 * @param count how many hosts hold it, named or not
 * @param standing whether the fact is there
 * @param value the value, without secret tags; present exactly when {@code standing} is {@link Standing#PRESENT}
 * @param evidence where one of the hosts found it: {@code /etc/shop/web.env:3}
 */
public record EnvironmentValue(
        String environment,
        List<String> hosts,
        int count,
        Standing standing,
        Optional<Value> value,
        Optional<String> evidence) {
    /** Among a hundred thousand hosts those that hold what most do are no news, and would be most of a report. */
    public static final int MOST_NAMED = 100;

    /** So many are named of more. */
    public static final int EXAMPLES = 10;

    public EnvironmentValue {
        requireNonNull(environment, "environment is null");
        requireNonNull(standing, "standing is null");
        requireNonNull(value, "value is null");
        requireNonNull(evidence, "evidence is null");
        hosts = HostNames.of(hosts);
        if (count < hosts.size()) {
            throw new IllegalArgumentException("more hosts are named than there are");
        }
        if (value.isPresent() != (standing == Standing.PRESENT)) {
            throw new IllegalArgumentException("a value goes with standing 'present' and no other");
        }
        if (value.isPresent() && !value.get().withoutTags().equals(value.get())) {
            throw new IllegalArgumentException("secret tags do not enter a report");
        }
    }

    /** A value of which every host is named. */
    public EnvironmentValue(
            String environment,
            List<String> hosts,
            Standing standing,
            Optional<Value> value,
            Optional<String> evidence) {
        this(environment, hosts, HostNames.of(hosts).size(), standing, value, evidence);
    }

    /** The same as reports tell it, with no more names than they hold. */
    public EnvironmentValue shortened() {
        return hosts.size() <= MOST_NAMED
                ? this
                : new EnvironmentValue(
                        environment, HostNames.of(hosts).first(EXAMPLES), count, standing, value, evidence);
    }

    /** Whether a fact is there. */
    public enum Standing {
        PRESENT("present"),
        MISSING("missing"),
        UNKNOWN("unknown");

        private final String text;

        Standing(String text) {
            this.text = text;
        }

        /** The name in JSON. */
        public String text() {
            return text;
        }

        /** The standing of that name, if there is one. */
        public static Optional<Standing> of(String text) {
            return Arrays.stream(values())
                    .filter(standing -> standing.text.equals(text))
                    .findFirst();
        }
    }
}
