package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static dev.leeway.collector.testing.Reports.lines;
import static dev.leeway.collector.testing.Reports.values;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static Value secret(int key, int content) {
        return new Value.Secret(List.of(RandomFleet.tag(key, content)), Presence.TAGGED);
    }

    private static Report compare(String variable, Value dev, Value prod) {
        return side("dev", host("a").section("env[shop]", variable, dev))
                .and("prod", host("b").section("env[shop]", variable, prod))
                .report();
    }

    @Test
    void findsAChangedSecretHealthyBetweenDevelopmentAndProduction() {
        Report report = compare("DB_PASSWORD", secret(0, 1), secret(0, 2));

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().withinLeeway()).isEqualTo(1);
    }

    @Test
    void findsASharedSecretHigh() {
        Report report = compare("DB_PASSWORD", secret(0, 1), secret(0, 1));

        assertThat(lines(report)).containsExactly("shared env[shop]/DB_PASSWORD dev|prod high");
        assertThat(values(at(report, "env[shop]/DB_PASSWORD"))).containsExactly("dev=(secret)(a)", "prod=(secret)(b)");
        assertThat(at(report, "env[shop]/DB_PASSWORD").explanation().summary())
                .isEqualTo("shop: DB_PASSWORD is the same secret in dev and prod, and must differ");
    }

    @Test
    void findsASharedPaymentKeyCritical() {
        assertThat(lines(compare("PAYMENT_API_KEY", secret(0, 1), secret(0, 1))))
                .containsExactly("shared env[shop]/PAYMENT_API_KEY dev|prod critical");
        assertThat(lines(compare("JWT_SIGNING_KEY", secret(0, 1), secret(0, 1))))
                .containsExactly("shared env[shop]/JWT_SIGNING_KEY dev|prod critical");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLACEHOLDER", "LOW_ENTROPY"})
    void findsACredentialThatMustDifferHealthyHoweverLittleIsToldOfTheOtherSide(String presence) {
        Value other = new Value.Secret(List.of(), Presence.valueOf(presence));

        Report report = side("dev", host("a").section("env[shop]", "API_TOKEN", other))
                .and("staging", host("b").section("env[shop]", "API_TOKEN", other))
                .and("prod", host("c").section("env[shop]", "API_TOKEN", secret(0, 1)))
                .report();

        assertThat(lines(report)).isEmpty();
        assertThat(lines(compare("API_TOKEN", secret(0, 1), new Value.Secret(List.of(), Presence.EMPTY))))
                .hasSize(1);
        assertThat(lines(side("dev", host("a").section("env[shop]", "OTHER", "x"))
                        .and("prod", host("c").section("env[shop]", "OTHER", "x", "API_TOKEN", secret(0, 1)))
                        .report()))
                .containsExactly("missing env[shop]/API_TOKEN dev|prod medium");
    }

    @Test
    void letsTwoEnvironmentsBeforeProductionHavePasswordsOfTheirOwn() {
        for (String fact : List.of("DB_PASSWORD", "DATABASE_URL/password", "GREETING")) {
            assertThat(lines(side("dev", host("a").section("env[shop]", fact, secret(0, 1)))
                            .and("staging", host("b").section("env[shop]", fact, secret(0, 2)))
                            .report()))
                    .as(fact)
                    .isEmpty();
        }
        assertThat(lines(side("dev", host("a").section("env[shop]", "DB_PASSWORD", secret(0, 1)))
                        .and("staging", host("b").section("env[shop]"))
                        .report()))
                .as("one that lacks it")
                .containsExactly("missing env[shop]/DB_PASSWORD dev|staging medium");
        assertThat(lines(side("web-01", host("web-01").section("env[shop]", "DB_PASSWORD", secret(0, 1)))
                        .and("web-02", host("web-02").section("env[shop]", "DB_PASSWORD", secret(0, 2)))
                        .report()))
                .as("hosts, of which nobody said that they are two environments")
                .containsExactly("different env[shop]/DB_PASSWORD web-01|web-02 medium");
    }

    @Test
    void concludesNothingFromTagsOfDifferentKeys() {
        Report report = compare("DB_PASSWORD", secret(0, 1), secret(1, 1));

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().notComparable()).isEqualTo(1);
        assertThat(report.coverage().compared()).isZero();
        assertThat(report.coverage().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.pattern()).isEqualTo("env[shop]");
            assertThat(gap.facts()).isEqualTo(1);
            assertThat(gap.reason()).contains("another key");
        });
    }

    @Test
    void tellsTheSameSecretDuringRotation() {
        Value both = new Value.Secret(List.of(RandomFleet.tag(0, 1), RandomFleet.tag(1, 1)), Presence.TAGGED);

        assertThat(lines(compare("DB_PASSWORD", both, secret(1, 1))))
                .containsExactly("shared env[shop]/DB_PASSWORD dev|prod high");
    }

    @Test
    void comparesByPresenceWithoutAKeyAndSaysSo() {
        Report report = compare("DB_PASSWORD", Value.Secret.of(Presence.UNKEYED), secret(0, 1));

        assertThat(report.drifts()).isEmpty();
        assertThat(report.coverage().compared()).isEqualTo(1);
        assertThat(report.coverage().same()).isEqualTo(1);
        assertThat(report.coverage().presenceOnly()).isEqualTo(1);
    }

    @Test
    void tellsAnEmptySecretFromASetOne() {
        Report report = compare("DB_PASSWORD", Value.Secret.of(Presence.UNKEYED), Value.Secret.of(Presence.EMPTY));

        assertThat(lines(report)).containsExactly("different env[shop]/DB_PASSWORD dev|prod medium");
        assertThat(lines(compare("DB_PASSWORD", secret(0, 1), Value.Secret.of(Presence.EMPTY))))
                .containsExactly("different env[shop]/DB_PASSWORD dev|prod medium");
    }

    @Test
    void findsAPlaceholderInProductionUnexpected() {
        Report report = compare("DB_PASSWORD", secret(0, 1), Value.Secret.of(Presence.PLACEHOLDER));

        assertThat(lines(report)).containsExactly("unexpected env[shop]/DB_PASSWORD prod high");
        assertThat(report.causes()).hasSize(1);
    }

    @Test
    void tellsALostSecret() {
        Report report = side("dev", host("a").section("env[shop]", "DB_PASSWORD", secret(0, 1)))
                .and("prod", host("b").section("env[shop]"))
                .report();

        assertThat(lines(report)).containsExactly("missing env[shop]/DB_PASSWORD dev|prod medium");
    }

    @Test
    void groupsEqualSecretsOfReplicas() {
        Report report = side(
                        "prod",
                        host("a").section("env[shop]", "DB_PASSWORD", secret(0, 1)),
                        host("b").section("env[shop]", "DB_PASSWORD", secret(0, 2)),
                        host("c").section("env[shop]", "DB_PASSWORD", secret(0, 1)))
                .report();

        assertThat(values(at(report, "env[shop]/DB_PASSWORD")))
                .containsExactlyInAnyOrder("prod=(secret)(a,c)", "prod=(secret)(b)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COMPANY",
                "TEAM",
                "MAIL_FOOTER",
                "CONTAINER_NAME",
                "GREETING",
                "KEYBOARD_LAYOUT",
                "AUTHOR",
                "MONKEY",
                "PASSENGER_NAME",
                "TOKEN_TTL",
                "KEYSTORE_ALIAS",
                "PAYMENT_PROVIDER",
                "STRIPE_ACCOUNT"
            })
    void takesAWithheldTextForASecretOnlyByItsName(String variable) {
        Report report = compare(variable, secret(0, 1), secret(0, 1));

        assertThat(lines(report)).isEmpty();
        assertThat(report.coverage().same()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD",
                "ADMIN_PWD",
                "API_KEY",
                "apiKey",
                "AWS_SECRET_ACCESS_KEY",
                "SERVICE_TOKEN",
                "AUTH",
                "SMTP_PASS",
                "DBPASSWORD",
                "CREDENTIALS",
                "DATABASE_URL/password",
                "CALLBACK_URL/parameter[token]",
                "JAVA_OPTS/option[-Ddb.password]"
            })
    void knowsCredentialsByTheWordsOfTheirNames(String variable) {
        assertThat(lines(compare(variable, secret(0, 1), secret(0, 1))))
                .containsExactly("shared env[shop]/" + variable + " dev|prod high");
    }

    @Test
    void letsWithheldTextsDifferAndTellsOneThatIsAbsent() {
        Report report = side("dev", host("a").section("env[shop]", "TEAM", secret(0, 1), "COMPANY", secret(0, 2)))
                .and("prod", host("b").section("env[shop]", "TEAM", secret(0, 3)))
                .report();

        assertThat(lines(report)).containsExactly("missing env[shop]/COMPANY dev|prod medium");
    }

    @Test
    void findsAWithheldEndpointThatIsShared() {
        Report report = compare("DB_HOST", secret(0, 1), secret(0, 1));

        assertThat(lines(report)).containsExactly("shared env[shop]/DB_HOST dev|prod critical");
        assertThat(at(report, "env[shop]/DB_HOST").explanation().summary())
                .isEqualTo("shop: DB_HOST is the same withheld value in dev and prod, and must differ");
    }

    @Test
    void leavesToARuleOfTheUserWhatIsSecret() {
        String policy = "rules: [{match: \"env[*]/TEAM\", of: secret, expect: different, severity: low}]";
        Report report = side("dev", host("a").section("env[shop]", "TEAM", secret(0, 1)))
                .and("prod", host("b").section("env[shop]", "TEAM", secret(0, 1)))
                .policy(policy)
                .report();

        assertThat(lines(report)).containsExactly("shared env[shop]/TEAM dev|prod low");
    }
}
