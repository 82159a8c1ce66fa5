package dev.leeway.schema.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.PublishedSchema;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.policy.ValueClass;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema with which editors help to write {@code leeway.yaml}. */
class PolicySchemaTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final String POLICY = """
            include: [policies/team.yaml]
            profile: strict
            environments: [{name: dev, networks: [10.1.0.0/16]}, {name: staging, aliases: [stg], words: [canary]}, {name: prod, aliases: prd}]
            reference: prod
            services: {shop-web: [shopweb, web-frontend], shop-db: db, shop-worker: }
            owners: {shop-web: team-shop}
            require: ["env[*]/**", {match: "process[*]/**", hosts: one}]
            maxAge: 7d
            rules:
              - {match: "env[*]/DATABASE_URL/host", expect: different, severity: critical}
              - {match: ["package/deb[*]/version", "jdk/**"], leeway: patch, because: "they follow"}
              - {match: "process[*]/version", leeway: 7d, between: [staging, prod], of: secret}
              - {match: "env[*]/LOG_LEVEL", expect: {in: [info, warn]}, between: [prod]}
              - {match: "env[*]/PORT", expect: {in: 8080}}
              - {match: "env[*]/URL", expect: {value: "https://{environment}.shop.example"}}
              - {match: "env[*]/NAME", expect: {matches: "[a-z]+-{environment}"}, role: web, upTo: low}
              - {match: "process[*]/jvm/heap/max", expect: {min: 512MiB, max: 4GiB}}
              - {match: "env[*]/POOL", expect: {max: 10}}
              - {match: "jdk/default/version", expect: {version: ">=17.0.9 <18"}}
              - {match: "env[*]/POOL", expect: "prod >= 2 * staging"}
              - {match: "env[*]/ID", expect: unique, between: [staging, prod]}
              - {probe: [os, package], expect: any, upTo: low, role: [web, db]}
              - {match: "**", atLeast: medium, between: [staging, prod]}
            invariants:
              - name: heap-fits
                assert: "process[*]/jvm/heap/max <= 0.8 * container[*]/limit/memory"
                between: [prod]
                severity: high
                because: "what a container may not use kills it"
            waivers:
              - {probe: os, upTo: low, role: web, because: "why", owner: me, until: 2027-01-31}
              - {match: "env[a]/B", between: [dev, prod], because: "why", owner: me, until: 2027-01-31}
              - {drift: 5c1e, because: "why", owner: me, until: 2027-01-31}
            """;

    @Test
    void acceptsPoliciesAsDocumented() throws Exception {
        assertThat(complaints(POLICY)).isEmpty();
        assertThat(complaints("rules:\n")).isEmpty();
        assertThat(complaints("")).isEmpty();
    }

    @Test
    void acceptsThePolicyThatShipsAndThatOfTheSamples() throws Exception {
        Path resources = Path.of("..", "collector", "src", "main", "resources", "dev", "leeway", "collector", "source");
        for (Path policy : List.of(
                resources.resolve("default-policy.yaml"), Path.of("..", "samples", "environments", "leeway.yaml"))) {
            assertThat(complaints(Files.readString(policy)))
                    .as(policy.toString())
                    .isEmpty();
        }
    }

    @Test
    void acceptsEveryWordTheRulesKnow() throws Exception {
        List<String> rules = Stream.of(
                        Stream.of(Severity.values()).map(word -> "expect: any, severity: " + word.text()),
                        Stream.of(Distance.values()).map(word -> "leeway: " + word.text()),
                        Stream.of(ValueClass.values()).map(word -> "expect: same, of: " + word.text()),
                        Stream.of("same", "different", "any", "absent", "present", "forward", "unique")
                                .map(word -> "expect: " + word))
                .flatMap(words -> words)
                .toList();
        for (String rule : rules) {
            assertThat(complaints("rules: [{match: '**', " + rule + "}]"))
                    .as(rule)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rule: []",
                "environments: [non-prod]",
                "environments: [{aliases: [x]}]",
                "environments: {dev: x}",
                "services: [shop-web]",
                "require: env/**",
                "rules: [{expect: same}]",
                "rules: [{match: a}]",
                "rules: [{match: a, expect: same, leeway: patch}]",
                "rules: [{match: a, expect: equal}]",
                "rules: [{match: a, leeway: 7 days}]",
                "rules: [{match: a, expect: {}}]",
                "rules: [{match: a, expect: {in: []}}]",
                "rules: [{match: a, expect: {in: [x], min: 1}}]",
                "rules: [{match: a, expect: {inn: [x]}}]",
                "rules: [{match: a, expect: {min: 5m}}]",
                "rules: [{match: a, expect: {version: '17'}}]",
                "rules: [{match: a, expect: same, atLeast: low}]",
                "rules: [{match: a, expect: any, upTo: lowest}]",
                "rules: [{expect: any, role: web}]",
                "invariants: [{name: a}]",
                "invariants: [{assert: 'a/b > 1'}]",
                "invariants: [{name: a, assert: 'a/b'}]",
                "profile: lax",
                "include: {a: b}",
                "maxAge: 7 days",
                "maxAge: 0d",
                "rules: [{match: a, expect: same, severity: bad}]",
                "rules: [{mach: a, expect: same}]",
                "waivers: [{because: x, owner: y, until: 2027-01-31}]",
                "waivers: [{match: a, owner: y, until: 2027-01-31}]",
                "waivers: [{match: a, because: x, owner: y}]",
                "waivers: [{match: a, because: ' ', owner: y, until: 2027-01-31}]",
                "waivers: [{drift: xyz, because: x, owner: y, until: 2027-01-31}]"
            })
    void refusesWhatLeewayRefuses(String policy) throws Exception {
        assertThat(complaints(policy)).isNotEmpty();
    }

    private static List<String> complaints(String yaml) throws Exception {
        JsonNode json = json(YamlReader.read(yaml, "leeway.yaml"));
        return PublishedSchema.open("policy-1.json").complaints(json.toString());
    }

    private static JsonNode json(YamlNode node) {
        if (node instanceof YamlMap map) {
            ObjectNode object = NODES.objectNode();
            map.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
            return object;
        }
        if (node instanceof YamlList list) {
            ArrayNode array = NODES.arrayNode();
            list.items().forEach(item -> array.add(json(item)));
            return array;
        }
        YamlScalar scalar = (YamlScalar) node;
        return switch (scalar.kind()) {
            case TEXT -> NODES.textNode(scalar.written());
            case INTEGER, REAL -> NODES.numberNode(new BigDecimal(scalar.written()));
            case FLAG -> NODES.booleanNode(Boolean.parseBoolean(scalar.written()));
            case NULL -> NODES.nullNode();
        };
    }
}
