package dev.leeway.collector.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValuesTextTest {
    private static final int LIMIT = 60;

    private static String line(EnvironmentValue... values) {
        return line(DriftState.DIFFERENT, values);
    }

    private static String line(DriftState state, EnvironmentValue... values) {
        return ValuesText.line(Drifts.open("5c1e07d2f3b9a64", "env[a]/B", state, Severity.LOW, "s", values), LIMIT);
    }

    @Test
    void quotesNoAddressBesideOneThatNeedsNoQuotes() {
        assertThat(line(Drifts.text("dev", "127.0.0.1"), Drifts.text("prod", "::1")))
                .isEqualTo("127.0.0.1 in dev · ::1 in prod");
        assertThat(line(Drifts.text("dev", "1.5"), Drifts.text("prod", "-3")))
                .isEqualTo("\"1.5\" in dev · \"-3\" in prod");
    }

    @Test
    void namesTheEnvironmentsThatShareAValueOnce() {
        assertThat(line(
                        Drifts.text("dev", "debug", "a"),
                        Drifts.text("staging", "info", "b"),
                        Drifts.text("prod", "info", "c")))
                .isEqualTo("debug in dev · info in staging and prod");
    }

    @Test
    void showsANumberAndItsTextApart() {
        assertThat(line(Drifts.present("dev", new Value.Numeric(new BigDecimal("8080"))), Drifts.text("prod", "8080")))
                .isEqualTo("8080 in dev · \"8080\" in prod");
    }

    @Test
    void namesTheKindWhereTextsAloneLookAlike() {
        assertThat(line(Drifts.version("dev", "v1"), Drifts.text("prod", "v1")))
                .isEqualTo("v1 (version) in dev · v1 (text) in prod");
    }

    @Test
    void spellsOutWhatDiffersOnlyInItsEncoding() {
        assertThat(line(Drifts.text("dev", "caf\u00e9"), Drifts.text("prod", "cafe\u0301")))
                .isEqualTo("caf<U+00E9> in dev · cafe<U+0301> in prod");
    }

    @Test
    void quotesEmptyAndPaddedTexts() {
        assertThat(line(Drifts.text("dev", ""), Drifts.text("prod", " x"))).isEqualTo("\"\" in dev · \" x\" in prod");
    }

    @Test
    void tellsAbsentFromTheWordAbsent() {
        assertThat(line(Drifts.text("dev", "absent"), Drifts.absent("prod")))
                .isEqualTo("\"absent\" in dev · absent in prod");
    }

    @Test
    void tellsUnknownFromAbsent() {
        EnvironmentValue unknown =
                new EnvironmentValue("staging", List.of(), Standing.UNKNOWN, Optional.empty(), Optional.empty());
        assertThat(line(Drifts.text("dev", "x"), unknown, Drifts.absent("prod")))
                .isEqualTo("x in dev · unknown in staging · absent in prod");
    }

    @Test
    void neverSaysThatTwoSecretsAreOneUnlessTheyAre() {
        Value secret = Value.Secret.of(Presence.TAGGED);
        EnvironmentValue dev = Drifts.present("dev", secret);
        EnvironmentValue prod = Drifts.present("prod", secret);
        assertThat(line(dev, prod)).isEqualTo("(secret) in dev · (secret) in prod");
        assertThat(line(DriftState.SHARED, dev, prod)).isEqualTo("(secret) in dev and prod");
        assertThat(line(DriftState.SHARED, dev, Drifts.present("staging", secret), prod))
                .isEqualTo("(secret) in dev and prod · (secret) in staging");
    }

    @Test
    void countsTheHostsOfAnEnvironmentThatDisagreesWithItself() {
        assertThat(line(Drifts.text("prod", "a", "w1"), Drifts.text("prod", "b", "w2", "w3")))
                .isEqualTo("a in prod on w1 · b in prod on 2 of 3 hosts");
    }

    @Test
    void countsHostsOfEachFactThatAnInvariantIsAbout() {
        assertThat(line(
                        DriftState.BROKEN,
                        of("env[a]/B", "a", "w1", "w2", "w3"),
                        of("os/y", "b", "w1", "w2"),
                        of("os/y", "c", "w3")))
                .isEqualTo("a in prod · b in prod on 2 of 3 hosts · c in prod on w3");
    }

    /** A value of a fact that an invariant is about. */
    private static EnvironmentValue of(String fact, String text, String... hosts) {
        return new EnvironmentValue(
                "prod", List.of(hosts), Standing.PRESENT, Optional.of(new Value.Text(text)), Optional.of(fact));
    }

    @Test
    void shortensLongValuesAndCountsWhatIsLeftOut() {
        assertThat(line(Drifts.text("dev", "x".repeat(100)), Drifts.text("prod", "y")))
                .isEqualTo("x".repeat(60) + "... (40 more characters) in dev · y in prod");
    }

    @Test
    void showsLongValuesFromWhereTheyPart() {
        String same = "/opt/lib/".repeat(20);
        assertThat(line(Drifts.text("dev", same + "one.jar"), Drifts.text("prod", same + "two.jar")))
                .isEqualTo("(160 characters alike) ...b//opt/lib//opt/lib/one.jar in dev"
                        + " · (160 characters alike) ...b//opt/lib//opt/lib/two.jar in prod");
    }

    @Test
    void tellsLongSetsByWhatTheyDoNotShare() {
        List<String> shared = new ArrayList<>();
        for (int i = 0; i < 140; i++) {
            shared.add("authority-" + i);
        }
        List<String> more = new ArrayList<>(shared);
        more.add("corporate-root");
        assertThat(line(
                        Drifts.present("dev", Value.SetOf.texts(more)),
                        Drifts.present("prod", Value.SetOf.texts(shared))))
                .isEqualTo("{140 shared members and corporate-root} in dev · {140 shared members, no other} in prod");
    }

    @Test
    void countsTheValuesThatDoNotFitALine() {
        EnvironmentValue[] values = new EnvironmentValue[30];
        for (int i = 0; i < values.length; i++) {
            values[i] = Drifts.text("prod", "v" + i, "host-" + i);
        }
        assertThat(line(DriftState.SPLIT, values)).endsWith("v7 in prod on host-7 · and 22 more values");
    }
}
