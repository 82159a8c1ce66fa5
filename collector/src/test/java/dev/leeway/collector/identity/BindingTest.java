package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.snapshot.HostKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
    private static final Set<String> OF_SERVICES = Set.of("env", "process");
    private final IdentityScene.HostKey key = IdentityScene.key();

    private static Host host(String environment, String name, String role) {
        return new Host(
                name,
                Optional.of(environment).filter(text -> !text.isEmpty()),
                Optional.of(role).filter(text -> !text.isEmpty()),
                HostKind.SERVER,
                new TreeMap<>());
    }

    @ParameterizedTest
    @CsvSource({
        "prod,web-01,web, true",
        "dev,web-01,web,  false",
        "'',web-01,web,   false",
        "prod,web-02,web, false",
        "prod,web-01,db,  false",
        "prod,web-01,'',  false"
    })
    void letsAnAgentSpeakForItselfAlone(String environment, String name, String role, boolean own) {
        Agent agent = IdentityScene.agent(key, "web-01");
        assertThat(Binding.refusal(agent, host(environment, name, role), List.of(), OF_SERVICES))
                .isEqualTo(own ? Optional.empty() : Optional.of(Refusal.NOT_ITS_OWN));
    }

    @ParameterizedTest
    @CsvSource({
        "env[shop-web],   true",
        "env,             true",
        "os,              true",
        "package[shop-db], true",
        "env[shop-db],    false",
        "process[shop-web-2], false"
    })
    void letsAPoolSpeakOfItsServicesAlone(String section, boolean own) {
        Agent agent = new Agent(
                key.key().name(),
                key.key(),
                "prod",
                "pod-1",
                Optional.empty(),
                Optional.of("t-000000000000"),
                Set.of("shop-web"),
                Optional.empty(),
                AgentState.ACTIVE,
                NOON,
                NOON,
                Optional.of(Duration.ofDays(2)),
                0,
                "",
                false);
        List<SectionKey> sections = List.of(SectionKey.parse("env[shop-web]"), SectionKey.parse(section));
        assertThat(Binding.refusal(agent, host("prod", "pod-1", ""), sections, OF_SERVICES))
                .isEqualTo(own ? Optional.empty() : Optional.of(Refusal.OTHER_SERVICE));
    }

    @Test
    void asksNothingOfServicesWhereTheAgentIsForAll() {
        Agent agent = IdentityScene.agent(key, "web-01");
        assertThat(Binding.refusal(
                        agent, host("prod", "web-01", "web"), List.of(SectionKey.parse("env[shop-db]")), OF_SERVICES))
                .isEmpty();
    }
}
