package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names that mean another place on every host or in every network of containers: two environments that both say
 * {@code localhost} share nothing.
 */
final class LocalNames {
    private static final Set<String> OWN_HOST =
            Set.of("localhost", "localhost.localdomain", "::1", "[::1]", "0.0.0.0", "{host}", "{address}");
    /**
     * What the service is called inside a compose network or pod; only the shipped rules take these, and addresses of such networks, for
     * local.
     */
    private static final Set<String> GENERIC = Set.of(
            "db",
            "database",
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "mongo",
            "mongodb",
            "redis",
            "cache",
            "rabbitmq",
            "kafka",
            "broker",
            "minio",
            "mail",
            "mailhog",
            "smtp",
            "host.docker.internal");

    /** A host with its port, perhaps with a database behind it. */
    private static final Pattern TARGET = Pattern.compile("(\\[[0-9a-f:.]+]|[^\\[\\]:/]+):\\d{1,5}(?:/.*)?");

    private final Whereabouts whereabouts;

    /** Names as they are read among {@code environments}. */
    LocalNames(Environments environments) {
        this.whereabouts = Whereabouts.of(environments);
    }

    /**
     * Whether a value names nothing but places that each host has for itself.
     *
     * @param near whether the hosts that hold it have a container of their own that answers to a name
     */
    boolean isLocal(Value value, Rule rule, Predicate<String> near) {
        if (value instanceof Value.SetOf set) {
            return set.members().stream().allMatch(member -> isLocal(member, rule, near));
        }
        if (value instanceof Value.ListOf list) {
            return list.members().stream().allMatch(member -> isLocal(member, rule, near));
        }
        if (!(value instanceof Value.Text text)) {
            return false;
        }
        String whole = text.text().toLowerCase(Locale.ROOT);
        String name = name(whole);
        return OWN_HOST.contains(name)
                || name.startsWith("127.")
                || name.startsWith("/")
                || (rule.origin().shipped() && (name.isEmpty() || GENERIC.contains(name) || isEverywhere(name)))
                || Stream.of(whole.split(",")).map(LocalNames::name).allMatch(near);
    }

    private static String name(String place) {
        Matcher target = TARGET.matcher(place);
        return target.matches() ? target.group(1) : place;
    }

    private boolean isEverywhere(String name) {
        return whereabouts.isEverywhere(
                name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name);
    }
}
