package dev.leeway.collector.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Distance;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Expectation;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.policy.UsualNames;
import dev.leeway.schema.policy.ValueClass;
import dev.leeway.schema.yaml.CatalogueReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {
    private static final String WHOLE = """
            environments: [dev, {name: staging, aliases: [stg]}, {name: prod, aliases: [prd]}]
            reference: prd
            services: {shop-web: [shopweb, web-frontend], mail: mailer}
            owners: {shop-web: team-shop}
            require: ["env[*]/**", "database[*]/**"]
            rules:
              - {match: "env[*]/DATABASE_URL/host", expect: different, severity: critical}
              - {match: "package/deb[*]/version", leeway: patch}
              - match: ["process[*]/main/version", "process[*]/runtime/version"]
                leeway: 7d
                between: [non-prod, prd]
                of: secret
                because: released weekly
            waivers:
              - {match: "env[shop-web]/LOG_LEVEL", between: [dev, prod], because: "debug logging", owner: platform, until: 2027-01-31}
              - {drift: 5c1e, because: known, owner: platform, until: 2027-01-31}
            """;

    private static Policy read(String yaml) throws FormatException {
        return PolicyReader.read(yaml, "leeway.yaml");
    }

    private static List<Rule> own(Policy policy) {
        return policy.rules().stream().filter(rule -> !rule.origin().shipped()).toList();
    }

    @Test
    void sharesTheUsualNamesWithTheAgent() {
        assertThat(UsualNames.SHIPPED).isEqualTo(PolicyReader.shipped().environments());
    }

    @Test
    void readsEverythingAPolicyCanSay() throws FormatException {
        Policy policy = read(WHOLE);

        assertThat(policy.environments())
                .extracting(environment -> environment.name())
                .containsExactly("dev", "staging", "prod");
        assertThat(policy.reference()).contains("prod");
        assertThat(policy.services()).containsEntry("mail", List.of("mailer"));
        assertThat(policy.owners()).containsEntry("shop-web", "team-shop");
        assertThat(policy.require()).hasSize(2);
        assertThat(own(policy)).hasSize(4);
        assertThat(own(policy).get(0).expectation()).isEqualTo(new Expectation.Different());
        assertThat(own(policy).get(0).severity()).contains(Severity.CRITICAL);
        assertThat(own(policy).get(1).expectation()).isEqualTo(new Expectation.Leeway(Distance.PATCH));
        Rule last = own(policy).get(3);
        assertThat(last.expectation()).isEqualTo(new Expectation.Lag(7));
        assertThat(last.between()).containsExactly("non-prod", "prod");
        assertThat(last.of()).contains(ValueClass.SECRET);
        assertThat(last.origin().text()).isEqualTo("leeway.yaml:9");
        assertThat(policy.waivers()).hasSize(2);
        assertThat(policy.waivers().get(0).until()).isEqualTo(LocalDate.of(2027, 1, 31));
        assertThat(policy.waivers().get(1).drift()).contains("5c1e");
    }

    @Test
    void laysTheUsersRulesOverTheShippedOnes() throws FormatException {
        Policy shipped = PolicyReader.shipped();
        Policy policy = read("rules: [{match: \"**\", expect: any}]");

        assertThat(policy.rules().subList(0, shipped.rules().size())).isEqualTo(shipped.rules());
        assertThat(policy.rules()).hasSize(shipped.rules().size() + 1);
        assertThat(policy.environments()).isEqualTo(shipped.environments());
        assertThat(policy.id()).isNotEqualTo(shipped.id()).matches("c1:sha256:[0-9a-f]{64}");
        assertThat(read("rules: [{match: \"**\", expect: any}]").id()).isEqualTo(policy.id());
        assertThat(shipped.rules()).allMatch(rule -> rule.origin().shipped());
    }

    @Test
    void acceptsAnEmptyPolicy() throws FormatException {
        assertThat(own(read(""))).isEmpty();
    }

    @Test
    void keepsTheUsualNamesOfTheEnvironmentsAUserLists() throws FormatException {
        assertThat(read("environments: [dev, uat, {name: staging, aliases: [pre]}, prod]")
                        .environments())
                .containsExactly(
                        new Environment("dev", List.of("development", "local")),
                        new Environment("uat", List.of()),
                        new Environment("staging", List.of("pre", "stage", "stg", "preprod")),
                        new Environment("prod", List.of("prd", "production", "live")));
        assertThat(read("environments: [stage, production, dr]").environments())
                .containsExactly(
                        new Environment("stage", List.of("staging", "stg", "preprod", "uat")),
                        new Environment("production", List.of("prod", "prd", "live")),
                        new Environment("dr", List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enviroments: [dev] | leeway.yaml:1:1 | did you mean 'environments'?",
                "environments: [dev, dev] | leeway.yaml:1:21 | two environments called 'dev'",
                "environments: [{name: a, aliases: [b]}, b] | leeway.yaml | two environments called 'b'",
                "environments: [\"*\"] | leeway.yaml | cannot name an environment",
                "reference: stagin | leeway.yaml:1:12 | did you mean 'staging'?",
                "services: {a: [x], b: [x]} | leeway.yaml | names two services",
                "services: {a: [b], b: [c]} | leeway.yaml | names two services",
                "require: [\"env[\"] | leeway.yaml:1:11 | brackets do not pair",
                "rules: [{match: \"a//b\", expect: any}] | leeway.yaml:1:17 | empty segment",
                "rules: [{match: \"a\"}] | leeway.yaml | a rule that expects nothing",
                "rules: [{match: \"a\", expect: any, leeway: patch}] | leeway.yaml | more than one of 'expect', 'leeway', 'atLeast'",
                "rules: [{match: \"a\", expect: sane}] | leeway.yaml | did you mean 'same'?",
                "rules: [{match: \"a\", leeway: path}] | leeway.yaml | did you mean 'patch'?",
                "rules: [{match: \"a\", leeway: -3d}] | leeway.yaml | unknown leeway",
                "rules: [{match: \"a\", expect: any, severity: hig}] | leeway.yaml | did you mean 'high'?",
                "rules: [{match: \"a\", expect: any, between: [prods]}] | leeway.yaml | did you mean 'prod'?",
                "rules: [{match: \"a\", expect: any, between: [moon]}] | leeway.yaml | list it under 'environments'",
                "rules: [{match: \"a\", expect: any, of: secrets}] | leeway.yaml | did you mean 'secret'?",
                "rules: [{mach: \"a\", expect: any}] | leeway.yaml:1:10 | did you mean 'match'?",
                "rules: [{expect: any}] | leeway.yaml | missing key 'match'",
                "waivers: [{match: a, because: b, owner: c}] | leeway.yaml | missing key 'until'",
                "waivers: [{match: a, because: b, until: 2027-01-01}] | leeway.yaml | missing key 'owner'",
                "waivers: [{match: a, because: ' ', owner: c, until: 2027-01-01}] | leeway.yaml | 'because' is blank",
                "waivers: [{match: a, because: b, owner: c, until: 2027-02-30}] | leeway.yaml | is not a date",
                "waivers: [{because: b, owner: c, until: 2027-02-03}] | leeway.yaml | a waiver of nothing",
                "waivers: [{drift: 12, because: b, owner: c, until: 2027-02-03}] | leeway.yaml | not the id of a drift",
                "maxAge: 7 | leeway.yaml:1:9 | '7' is no age of a snapshot",
                "maxAge: 0d | leeway.yaml:1:9 | write whole days, one or more, as 'maxAge: 7d'",
                "maxage: 7d | leeway.yaml:1:1 | did you mean 'maxAge'?",
                "rules: {} | leeway.yaml:1:8 | expected a list",
                "profile: strct | leeway.yaml:1:10 | did you mean 'strict'?",
                "environments: [{name: dev, words: [a-b]}, prod] | leeway.yaml:1:35 | 'a-b' is no single word",
                "environments: [{name: dev, words: [prod]}, prod] | leeway.yaml | 'prod' means dev and prod",
                "include: a.yaml | leeway.yaml:1:10 | nothing can be included here",
                "rules: [{match: \"a\", expect: {}}] | leeway.yaml:1:30 | an empty expectation",
                "rules: [{match: \"a\", expect: {inn: [x]}}] | leeway.yaml:1:31 | did you mean 'in'?",
                "rules: [{match: \"a\", expect: {in: []}}] | leeway.yaml | a list of 0 values",
                "rules: [{match: \"a\", expect: {in: [x], min: 1}}] | leeway.yaml | several expectations in one",
                "rules: [{match: \"a\", expect: {value: \"{env}.x\"}}] | leeway.yaml | write '{environment}'",
                "rules: [{match: \"a\", expect: {matches: \"(\"}}] | leeway.yaml:1:40 | missing closing )",
                "rules: [{match: \"a\", expect: {matches: '(a)\\1'}}] | leeway.yaml | neither back references",
                "rules: [{match: \"a\", expect: {matches: '((a{100}){100}){100}'}}] | leeway.yaml | unfold to more",
                "rules: [{match: \"a\", expect: {min: 5m}}] | leeway.yaml:1:36 | '5m' is no amount",
                "rules: [{match: \"a\", expect: {min: 2, max: 1}}] | leeway.yaml | exchange 'min' and 'max'",
                "rules: [{match: \"a\", expect: {min: 2, max: 1GiB}}] | leeway.yaml | are of two sorts",
                "rules: [{match: \"a\", expect: {version: 17}}] | leeway.yaml | '17' is no bound of versions",
                "rules: [{match: \"a\", expect: \"prod >= 2 * stagin\"}] | leeway.yaml:1:30 | did you mean 'staging'?",
                "rules: [{match: \"a\", expect: \"prod >= 2\"}] | leeway.yaml | between two environments, and this names 1",
                "rules: [{match: \"a\", expect: \"prod > dev + staging\"}] | leeway.yaml | and this names 3",
                "rules: [{match: \"a\", expect: \"prod >=\"}] | leeway.yaml | ends too early",
                "rules: [{match: \"a\", expect: \"prod >> dev\"}] | leeway.yaml | '>>' is no comparison",
                "rules: [{match: \"a\", expect: \"prod > dev dev\"}] | leeway.yaml | 'dev' is one too many",
                "rules: [{match: \"a\", expect: \"prod > 5s * dev\"}] | leeway.yaml | '5s' is no factor",
                "rules: [{match: \"a\", expect: \"prod > dev / 3\"}] | leeway.yaml | divided by 3 exactly",
                "rules: [{match: \"a\", expect: \"prod > dev\", between: [prod]}] | leeway.yaml | leave 'between' out",
                "rules: [{match: \"a\", expect: same, upTo: low}] | leeway.yaml:1:42 | this rule allows nothing",
                "rules: [{match: \"a\", expect: any, upTo: lo}] | leeway.yaml | did you mean 'low'?",
                "rules: [{match: \"a\", expect: any, role: ' '}] | leeway.yaml | 'role' is blank",
                "rules: [{match: \"a\", atLeast: medum}] | leeway.yaml | did you mean 'medium'?",
                "invariants: [{name: a}] | leeway.yaml | missing key 'assert'",
                "invariants: [{name: ' ', assert: 'a/b > 1'}] | leeway.yaml | not a name",
                "invariants: [{name: a, assert: '1 < a/b'}] | leeway.yaml | no fact on the left side",
                "invariants: [{name: a, assert: 'a > 1'}] | leeway.yaml | names a section and no fact of it",
                "invariants: [{name: a, assert: 'a/*/b > 1'}] | leeway.yaml | leaves open more than whole keys",
                "invariants: [{name: a, assert: 'a/b > 1'}, {name: a, assert: 'a/b > 2'}] | leeway.yaml | two invariants",
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String yaml, String place, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(message);
    }

    @Test
    void tellsAllThatIsWrongAtOnceInTheOrderOfTheFile() {
        String yaml = """
                environments: [dev, {name: prod, alias: [prd]}]
                budget: much
                rulez: []
                require: ["env["]
                rules:
                  - {match: "env[*", expect: sane, severity: grave}
                  - {match: "os/x", expect: same, between: [dev, prd]}
                  - {match: "os/x", expects: same}
                waivers:
                  - {match: "os/x", until: 2027-02-30}
                """;
        assertThatThrownBy(() -> read(yaml)).isInstanceOfSatisfying(FormatException.class, told -> {
            assertThat(told.getMessage()).startsWith("leeway.yaml:1:").endsWith(" (and 10 more)");
            assertThat(told.faults())
                    .extracting(fault -> fault.place().replaceAll(":.*", ""))
                    .as(told.faults().toString())
                    .containsExactly("1", "2", "3", "4", "6", "6", "6", "8", "10", "10", "10");
            // Whether 'prd' is one of those listed nobody can tell while an entry of theirs is at fault.
            assertThat(told.faults().toString()).doesNotContain("unknown environment");
        });
    }

    @Test
    void shipsRulesOnlyAboutFactsThatTheCatalogueKnows() {
        Catalogue catalogue = CatalogueReader.builtIn();
        List<String> known = catalogue.probes().stream()
                .flatMap(probe -> probe.facts().stream())
                .map(fact -> example(fact.pattern().text()))
                .toList();
        for (Rule rule : PolicyReader.shipped().rules()) {
            AddressPattern ofAnyKey = AddressPattern.parse(rule.match().text().replaceAll("\\[[^]]*]", "[*]"));
            boolean meansKnown = known.stream().anyMatch(ofAnyKey::matches)
                    || catalogue
                            .entry(Address.parse(example(rule.match().text())))
                            .isPresent();
            assertThat(meansKnown)
                    .as(rule.origin().text() + " " + rule.match().text())
                    .isTrue();
        }
    }

    /** An address the pattern matches. */
    private static String example(String pattern) {
        String example = pattern.replace("**", "any").replace("*", "any");
        return example.indexOf('/') < 0 ? example + "/any" : example;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [{probe: [os, packge], expect: any}] | leeway.yaml:1:22: no probe is called 'packge'; did you mean"
                        + " 'package'?",
                "invariants: [{name: a, assert: \"proces[*]/a > 1\"}] | leeway.yaml:1:32: no probe is called 'proces'; did"
                        + " you mean 'process'?",
                "require: [\"os/**\", \"evn[*]/**\"] | leeway.yaml:1:20: no probe is called 'evn'; did you mean 'env'?",
                "rules: [{match: [os/a, packge/b], expect: any}] | leeway.yaml:1:24: no probe is called 'packge'; did you mean"
                        + " 'package'?",
                "waivers: [{match: jkd/default/version, because: x, owner: y, until: 2027-01-31}] | leeway.yaml:1:19: no"
                        + " probe is called 'jkd'; did you mean 'jdk'?",
            })
    void refusesAPatternOverAProbeThatNobodyKnows(String yaml, String message) throws FormatException {
        read(yaml);

        assertThatThrownBy(() -> PolicyReader.checkProbes(yaml, "leeway.yaml", IncludedFiles.NONE, probes()))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void acceptsProbesThatArePlannedOrWereSeenOrAreWildcards() {
        String yaml = "require: [\"database[*]/**\", \"newer[*]/**\", \"**/timezone\", \"*/x\", env]\n"
                + "waivers: [{drift: 5c1e, because: x, owner: y, until: 2027-01-31}]";
        Set<String> seen = probes();
        seen.add("newer");

        assertThatCode(() -> PolicyReader.checkProbes(yaml, "leeway.yaml", IncludedFiles.NONE, seen))
                .doesNotThrowAnyException();
    }

    private static Set<String> probes() {
        Set<String> probes = new TreeSet<>();
        CatalogueReader.builtIn().probes().forEach(probe -> probes.add(probe.name()));
        return probes;
    }
}
