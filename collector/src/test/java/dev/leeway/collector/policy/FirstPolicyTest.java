package dev.leeway.collector.policy;

import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.service.Side;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstPolicyTest {
    private static TestHost clients(String name, String... networks) {
        return host(name).section("database[shop]", "client[shop]/address", Value.SetOf.texts(List.of(networks)));
    }

    private static String proposed(TestHost dev, TestHost prod) {
        return FirstPolicy.yaml(
                List.of(new Side("dev", List.of(dev.snapshot())), new Side("prod", List.of(prod.snapshot()))),
                PolicyReader.shipped(),
                CatalogueReader.builtIn(),
                Compared.NOW,
                Set.of());
    }

    @Test
    void proposesNetworksThatOneEnvironmentAloneHasToDoWith() throws FormatException {
        String yaml = proposed(
                clients("a", "10.1.4.0/24", "10.9.0.0/24", "172.18.0.0/24", "127.0.0.0/24")
                        .section("connection[web]", "endpoint[DB]/address", "10.1.7.12"),
                clients("b", "10.2.4.0/24", "10.9.0.0/24", "{address}"));

        assertThat(yaml)
                .contains("#   - {name: dev, networks: [\"10.1.4.0/24\", \"10.1.7.0/24\"]}   by clients of database"
                        + " shop, servers of web\n")
                .contains("#   - {name: prod, networks: [\"10.2.4.0/24\"]}   by clients of database shop\n")
                .doesNotContain("10.9.0.0", "172.18", "127.0", "{address}");
        String taken = yaml.lines()
                .filter(line -> line.startsWith("#   - {"))
                .map(line -> line.substring(4).replaceAll("}   by.*", "}"))
                .reduce("environments:\n", (all, line) -> all + "  " + line + "\n");
        assertThat(PolicyReader.read(taken, "taken").environments())
                .extracting(Environment::name)
                .containsExactly("dev", "prod");
    }

    @Test
    void proposesNoNetworkWhereNothingTellsOfOne() {
        assertThat(proposed(host("a").section("os"), host("b").section("os")))
                .contains("no snapshot tells of the network", "#   \"os/**\": team")
                .doesNotContain("Seen with one environment alone");
    }
}
