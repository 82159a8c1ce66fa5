package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.Reports;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Change;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.EnvironmentValue.Standing;
import dev.leeway.schema.snapshot.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which side moved, told from earlier snapshots. */
class EarlierValuesTest {
    private static final String FACT = "env[shop]/SHOP_LEVEL";

    private static TestHost with(Object value) {
        return host("a").section("env[shop]", "SHOP_LEVEL", value, "SHOP_OTHER", "x");
    }

    private static TestHost without() {
        return host("a").section("env[shop]", "SHOP_OTHER", "x");
    }

    private static Optional<Change> change(Compared compared) {
        return Reports.at(compared.report(), FACT).change();
    }

    private static Compared today() {
        return side("staging", with("one")).and("prod", with("two"));
    }

    @Test
    void namesTheSideThatMovedAndWhatItSaid() {
        Change change = change(today().before("staging", with("one")).before("prod", with("one")))
                .orElseThrow();

        assertThat(change.moved()).containsExactly("prod");
        assertThat(change.still()).containsExactly("staging");
        assertThat(change.since()).isEqualTo(TestHost.CAPTURED);
        assertThat(change.before())
                .hasSize(2)
                .allMatch(value -> value.value().equals(Optional.of(new Value.Text("one"))));
    }

    @Test
    void saysThatNeitherMovedOrBoth() {
        Change neither = change(today().before("staging", with("one")).before("prod", with("two")))
                .orElseThrow();
        assertThat(neither.moved()).isEmpty();
        assertThat(neither.still()).containsExactly("staging", "prod");

        Change both = change(today().before("staging", with("0")).before("prod", with("0")))
                .orElseThrow();
        assertThat(both.moved()).containsExactly("staging", "prod");
    }

    @Test
    void knowsWhatCameAndWent() {
        Compared gone = side("staging", with("one")).and("prod", without());
        Change change = change(gone.before("staging", with("one")).before("prod", with("one")))
                .orElseThrow();
        assertThat(change.moved()).containsExactly("prod");

        Change came = change(side("staging", with("one"))
                        .and("prod", without())
                        .before("staging", without())
                        .before("prod", without()))
                .orElseThrow();
        assertThat(came.moved()).containsExactly("staging");
        assertThat(came.still()).containsExactly("prod");
    }

    @Test
    void saysNothingOfWhatNobodySawButWhoDidNot() {
        assertThat(change(today())).isEmpty();
        Change none = change(today().before("staging", host("a").fell("env[shop]", Outcome.REFUSED)))
                .orElseThrow();
        assertThat(none.moved()).isEmpty();
        assertThat(none.still()).isEmpty();
        assertThat(unseen(none)).containsExactly("staging[a]", "prod[a]");
        Change half = change(today().before("staging", with("0"))
                        .before("prod", host("a").section("os")))
                .orElseThrow();
        assertThat(half.moved()).containsExactly("staging");
        assertThat(half.still()).isEmpty();
        assertThat(unseen(half)).containsExactly("prod[a]");
        Change partial = change(today().before("staging", with("one"))
                        .before("prod", host("a").partial("env[shop]", "env[shop]/**", "SHOP_OTHER", "x")))
                .orElseThrow();
        assertThat(partial.moved()).isEmpty();
        assertThat(partial.still()).containsExactly("staging");
    }

    /** The hosts nobody can say of how they were. */
    private static List<String> unseen(Change change) {
        return change.before().stream()
                .filter(value -> value.standing() == Standing.UNKNOWN)
                .map(value -> value.environment() + value.hosts())
                .toList();
    }

    @Test
    void countsHostsThatWereNotSeenThenBesideThoseThatAreAsBefore() {
        TestHost blind = host("c").fell("env[shop]", Outcome.REFUSED);
        Change change = change(side("staging", with("one"), also("b", "one"))
                        .and("prod", with("two"))
                        .before("staging", with("one"), blind)
                        .before("prod", with("two")))
                .orElseThrow();

        assertThat(change.still()).containsExactly("staging", "prod");
        assertThat(unseen(change))
                .as("one could not be seen, one had no snapshot")
                .containsExactly("staging[b, c]");
    }

    private static TestHost also(String name, String value) {
        return host(name).section("env[shop]", "SHOP_LEVEL", value, "SHOP_OTHER", "x");
    }

    @Test
    void takesNothingForMovedThatOnlyHostsSayWhichHadNoSnapshot() {
        Change added = change(side("staging", with("one"))
                        .and("prod", with("one"), also("b", "two"))
                        .policy("rules: [{match: 'env[*]/**', expect: same, between: [prod]}]\n")
                        .before("staging", with("one"))
                        .before("prod", with("one")))
                .orElseThrow();
        assertThat(added.moved()).isEmpty();
        assertThat(added.still()).isEmpty();
        assertThat(unseen(added)).containsExactly("prod[b]");

        Change moved = change(side("staging", with("one"))
                        .and("prod", with("two"), also("b", "two"))
                        .before("staging", with("one"))
                        .before("prod", with("one")))
                .orElseThrow();
        assertThat(moved.moved()).as("a host that was seen moved").containsExactly("prod");
    }

    @Test
    void expectsNoSnapshotOfHostsThatComeAndGo() {
        Change change = change(side("staging", with("one"))
                        .and("prod", with("two"), also("b", "two").label("lifetime", "ephemeral"))
                        .before("staging", with("one"))
                        .before("prod", with("two")))
                .orElseThrow();

        assertThat(change.still()).containsExactly("staging", "prod");
        assertThat(unseen(change)).isEmpty();
    }

    @Test
    void knowsWhatAServiceHadThatDidNotRunThen() {
        TestHost none = host("a").section("process");
        Compared added = side("staging", service(true).section("env[shop]", "SHOP_LEVEL", "one", "SHOP_OTHER", "x"))
                .and("prod", service(true).section("env[shop]", "SHOP_OTHER", "x"))
                .before("staging", none)
                .before("prod", none);

        Change change = change(added).orElseThrow();

        assertThat(change.moved()).containsExactly("staging");
        assertThat(change.still()).containsExactly("prod");
        assertThat(unseen(change)).isEmpty();
    }

    @Test
    void takesNothingForMovedThatAHostMayHideOrAnOlderProbeNeverTold() {
        TestHost blind = host("c").fell("env[shop]", Outcome.REFUSED);
        Change hidden = change(today().before("staging", with("one"), blind).before("prod", with("one"), blind))
                .orElseThrow();
        assertThat(hidden.moved()).isEmpty();
        assertThat(hidden.still()).containsExactly("staging");

        Compared grown = side(
                        "staging", host("a").revision(2).section("env[shop]", "SHOP_LEVEL", "one", "SHOP_OTHER", "x"))
                .and("prod", host("a").revision(2).section("env[shop]", "SHOP_OTHER", "x"));
        assertThat(change(grown.before("staging", host("a").revision(1).section("env[shop]", "SHOP_OTHER", "x"))))
                .satisfies(each -> assertThat(each.map(Change::moved).orElse(List.of()))
                        .as("a fact the catalogue knows of old")
                        .containsExactly("staging"));
    }

    private static Value tag(int key, int secret) {
        return new Value.Secret(List.of(RandomFleet.tag(key, secret)), Presence.TAGGED);
    }

    @Test
    void tellsSecretsApartByTheirTagsAndNotAcrossKeys() {
        Compared secrets = side("staging", with(tag(0, 1))).and("prod", with(tag(0, 2)));
        String policy = "rules: [{match: 'env[*]/**', expect: same, severity: high}]\n";
        Change change = change(secrets.policy(policy)
                        .before("staging", with(tag(0, 1)))
                        .before("prod", with(tag(0, 3))))
                .orElseThrow();
        assertThat(change.moved()).containsExactly("prod");
        assertThat(change.before().toString())
                .doesNotContain(RandomFleet.tag(0, 3).toString());

        Change rotated = change(side("staging", with(tag(0, 1)))
                        .and("prod", with(tag(0, 2)))
                        .policy(policy)
                        .before("staging", with(tag(0, 1)))
                        .before("prod", with(tag(1, 2))))
                .orElseThrow();
        assertThat(rotated.moved()).isEmpty();
        assertThat(rotated.still()).containsExactly("staging");
    }

    @Test
    void tellsSinceWhenAServiceIsGone() {
        Drift drift = side("staging", service(true))
                .and("prod", service(false))
                .before("staging", service(true))
                .before("prod", service(true))
                .report()
                .drifts()
                .get(0);

        assertThat(drift.change()).hasValueSatisfying(change -> {
            assertThat(change.moved()).containsExactly("prod");
            assertThat(change.still()).containsExactly("staging");
        });
    }

    private static TestHost service(boolean there) {
        TestHost host = host("a").section("os", "x", "y");
        return there
                ? host.section("process", "service[shop]/supervisor", "systemd")
                        .section("process[shop]", "main/kind", "java")
                : host.section("process");
    }
}
