package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.SecretTag;
import dev.leeway.schema.fact.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets in commands, checks and labels are what those in variables are: each environment has its own. */
class ContainerSecretsTest {
    private static final Value ONE = tag("AAAA");
    private static final Value OTHER = tag("BBBB");

    private static Value tag(String mac) {
        return new Value.Secret(List.of(new SecretTag("k-0001", "AAAAAAAAAAAAAAAAAA" + mac)), Presence.TAGGED);
    }

    private static List<String> told(String environment, String address, Object one, Object other) {
        int slash = address.indexOf('/');
        String section = address.substring(0, slash);
        String path = address.substring(slash + 1);
        return lines(side(environment, host("a").section(section, path, one))
                .and("prod", host("b").section(section, path, other))
                .report());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env[cache]/REDIS_PASSWORD",
                "container[cache]/command/option[--requirepass]",
                "container[cache]/command/argument[2]",
                "container[cache]/entrypoint/option[--redis.password]",
                "container[cache]/health/command/option[-a]",
                "container[cache]/health/command/argument[1]",
                "container[cache]/label[traefik.http.middlewares.auth.basicauth.users]",
                "process[cache]/arguments/option[--requirepass]",
                "process[cache]/jvm/options/option[--redis.password]",
                "process[cache]/runtime/options/option[--auth-token]"
            })
    void mayBeAnotherInProduction(String address) {
        assertThat(told("dev", address, ONE, OTHER)).isEmpty();
        assertThat(told("staging", address, ONE, OTHER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "container[cache]/command/option[--requirepass], dev",
        "container[cache]/entrypoint/option[--redis.password], staging",
        "container[cache]/health/command/option[--password], dev",
        "container[cache]/label[traefik.http.middlewares.auth.basicauth.users], staging",
        "process[cache]/arguments/option[--requirepass], dev",
        "process[cache]/runtime/options/option[--auth-token], staging"
    })
    void areNotProductionsOwnWhereAnotherHasThem(String address, String environment) {
        assertThat(told(environment, address, ONE, ONE))
                .containsExactly("shared " + address + " " + environment + "|prod high");
        assertThat(told(environment, address, Value.Secret.of(Presence.LOW_ENTROPY), OTHER))
                .isEmpty();
    }

    @Test
    void areToldWhereTheyAreNotSecret() {
        String command = "container[cache]/command/option[--port]";
        assertThat(told("dev", command, "6379", "6380")).containsExactly("different " + command + " dev|prod medium");
        String label = "container[cache]/label[traefik.http.routers.web.tls]";
        assertThat(told("staging", label, "true", "false")).containsExactly("different " + label + " staging|prod low");
    }
}
