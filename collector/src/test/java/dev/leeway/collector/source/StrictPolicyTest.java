package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Origin;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrictPolicyTest {
    /** What stays silent, for the reasons that the strict policy gives at its head. */
    private static final Set<String> SILENT = Set.of(
            // Told by another fact.
            "env[*]/declaration[*]",
            "dependency[*]/*[*]/requirement",
            "dependency[*]/*[*]/running",
            "dependency[*]/node/depth",
            "network/service[*]/**",
            "certificate/service[*]/**",
            "connection/service[*]/**",
            "connection[*]/endpoint[tcp:*]/engine",
            "config[*]/required[*]/declared",
            "config[*]/required[*]/state",
            "config/service[*]/**",
            "config[*]/file[*]/content",
            "config[*]/file[*]/setting[Service.Exec*]/**",
            "config[*]/file[*]/setting[Service.User]",
            "config[*]/file[*]/setting[Service.Group]",
            "config[*]/file[*]/setting[Service.Limit*]",
            "config[*]/file[*]/setting[Service.WorkingDirectory]",
            "config[*]/file[*]/setting[Service.Environment*]/**",
            "config[*]/file[*]/setting[Service.OOMScoreAdjust]",
            "config[*]/file[*]/setting[Service.Nice]",
            "config[*]/file[*]/setting[Service.UMask]",
            "config[*]/file[*]/setting[Unit.*]/**",
            "database[*]/migration[*]/pending",
            "database[*]/migration[*]/mismatch",
            "database[*]/migration[*]/ahead",
            "container/service[*]/**",
            "container[*]/named-by",
            "image/repository[*]/tag[*]",
            "container[*]/env/**",
            "image[*]/env/**",
            "container[*]/image/digest",
            "container[*]/image/tag-digest",
            "image[*]/id",
            "image[*]/digest",
            "image[*]/size",
            "image[*]/layers",
            "image[*]/history/*",
            "image[*]/base/found",
            "package[*]/*[*]/size",
            "container[*]/declared/**",
            // What each environment must have for itself.
            "git/copy[*]/**",
            "network/resolver[*]/addresses",
            "certificate[*]/**",
            "connection[*]/endpoint[*]/**",
            "container/engine/proxy[*]/**",
            "container[*]/mount[*]/source/**",
            "container[*]/dns/*",
            "database[*]/server/identifier",
            "database[*]/server/instance",
            "database[*]/server/address",
            "database[*]/server/port",
            "database[*]/server/database",
            // The state of a moment.
            "database[*]/json[*]/rows-seen",
            "database[*]/json[*]/bound",
            "database[*]/json[*]/scan",
            "database[*]/table[*]/rows",
            "database[*]/server/started",
            "database[*]/client[*]/**",
            "database[*]/used-by[*]/**");

    @Test
    void speaksOfEverythingThatTheShippedPolicyLetsBeOrSaysWhyNot() {
        Policy strict = PolicyReader.strict();
        Set<String> speaking = new HashSet<>();
        Set<String> silent = new HashSet<>();
        for (Rule rule : strict.rules()) {
            boolean pair = rule.between().isEmpty() || rule.between().equals(List.of("staging", "prod"));
            if (pair && rule.of().isEmpty()) {
                if (rule.expectation() instanceof Expectation.Any) {
                    silent.add(rule.match().text());
                } else if (rule.expectation() instanceof Expectation.Same) {
                    speaking.add(rule.match().text());
                }
            }
        }
        Set<String> left = new HashSet<>(silent);
        left.removeAll(speaking);

        assertThat(left).isEqualTo(SILENT);
    }

    @Test
    void saysNothingLessThanMediumBetweenStagingAndProduction() {
        List<Rule> own = PolicyReader.strict().rules().stream()
                .filter(rule -> rule.origin().file().equals(Origin.STRICT_POLICY))
                .toList();

        assertThat(own).isNotEmpty().allMatch(rule -> rule.origin().shipped());
        assertThat(own)
                .filteredOn(rule -> rule.severity().isPresent())
                .allMatch(rule -> rule.severity().get().atLeast(Severity.MEDIUM));
        assertThat(own)
                .filteredOn(rule -> rule.expectation() instanceof Expectation.Graver)
                .extracting(Rule::between)
                .contains(List.of("staging", "prod"), List.of("staging"), List.of("prod"));
    }

    @Test
    void isChosenByItsProfileAndNamedByItsId() throws Exception {
        Policy strict = PolicyReader.read("profile: strict\n", "leeway.yaml");
        Policy plain = PolicyReader.read("profile: default\n", "leeway.yaml");
        Policy none = PolicyReader.read("profile: none\nrules: [{match: os/x, expect: any}]\n", "leeway.yaml");

        assertThat(strict.rules()).isEqualTo(PolicyReader.strict().rules());
        assertThat(plain.rules()).isEqualTo(PolicyReader.shipped().rules());
        assertThat(none.rules()).hasSize(1);
        assertThat(none.environments()).isEqualTo(plain.environments());
        assertThat(Set.of(strict.id(), plain.id(), none.id())).hasSize(3);
    }
}
