package dev.leeway.collector.align;

import dev.leeway.schema.fact.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists whose order means nothing: what the catalogue calls a set, and variables read as one. */
final class OrderFree implements AlignStep {
    private static final Set<String> VARIABLES = Set.of(
            "no_proxy",
            "allowed_hosts",
            "allowed_origins",
            "cors_allowed_origins",
            "cors_origins",
            "csrf_trusted_origins",
            "kafka_bootstrap_servers",
            "bootstrap_servers",
            "spring_kafka_bootstrap_servers",
            "etcd_endpoints");

    @Override
    public Value aligned(FactContext fact, Value value) {
        if (value instanceof Value.ListOf list && isSet(fact)) {
            return new Value.SetOf(list.members());
        }
        if (value instanceof Value.Text text
                && text.text().indexOf(',') >= 0
                && VARIABLES.contains(fact.top().toLowerCase(Locale.ROOT))) {
            return new Value.Text(sorted(text.text()));
        }
        return value;
    }

    private static boolean isSet(FactContext fact) {
        return fact.entry().filter(entry -> entry.type() == Value.Kind.SET).isPresent();
    }

    private static String sorted(String commaSeparated) {
        List<String> parts = Arrays.asList(commaSeparated.split(",", -1));
        return parts.stream().map(String::strip).sorted().distinct().collect(Collectors.joining(","));
    }
}
