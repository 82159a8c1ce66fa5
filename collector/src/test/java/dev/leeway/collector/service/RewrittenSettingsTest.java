package dev.leeway.collector.service;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.Reports.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Deployed files with other bytes that set the same, and those of which nobody can say so. */
class RewrittenSettingsTest {
    private static final String FILE = "file[config%2Fapp.yml]";
    private static final String CONTENT = FILE + "/content";
    private static final String PORT = FILE + "/setting[port]";
    private static final String ADDRESS = "dependency[shop]/" + CONTENT;
    private static final String POLICY = "environments: [dev, staging, prod]";

    private static TestHost deployed(String name, String content) {
        return host(name).section("process[shop]", "main/kind", "jar").section("dependency[shop]", CONTENT, content);
    }

    private static Object[] read(String content, Object... more) {
        List<Object> facts = new ArrayList<>(List.of(CONTENT, content, FILE + "/format", "yaml"));
        facts.addAll(List.of(more));
        return facts.toArray();
    }

    private static TestHost host(String name) {
        return TestHost.host(name);
    }

    private static Report compared(TestHost staging, TestHost... prod) {
        return side("staging", staging).and("prod", prod).policy(POLICY).report();
    }

    private static Drift content(Object[] staging, Object[] prod) {
        return at(
                compared(
                        deployed("s", "a").section("config[shop]", staging),
                        deployed("p", "b").section("config[shop]", prod)),
                ADDRESS);
    }

    private static void assertTold(Drift drift) {
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(drift.severity()).isEqualTo(Severity.LOW);
    }

    @Test
    void letsOtherBytesBeWhereEverySettingIsTheSame() {
        Drift drift = content(read("a", PORT, 80), read("b", PORT, 80));

        assertThat(drift.disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
        assertThat(drift.judgedBy()).startsWith("default policy:");
        assertThat(drift.explanation().why())
                .isEqualTo("Every setting in the file was read in staging and in prod, and all are the same:"
                        + " what differs is comments, blanks, or the order of keys.");
    }

    @Test
    void tellsWhereNobodyReadTheFile() {
        assertTold(at(compared(deployed("s", "a"), deployed("p", "b")), ADDRESS));
        assertTold(at(
                compared(
                        deployed("s", "a").section("config[shop]", read("a", PORT, 80)),
                        deployed("p", "b").section("config[shop]", "file[other.yml]/content", "b")),
                ADDRESS));
    }

    @Test
    void tellsWhereASettingIsAnother() {
        assertTold(content(read("a", PORT, 80), read("b", PORT, 81)));
        assertTold(content(read("a", PORT, 80), read("b", PORT, 80, FILE + "/setting[debug]", true)));
        assertTold(content(
                read("a", "file[config%2Fapp.yml#eu]/setting[port]", 80),
                read("b", "file[config%2Fapp.yml#eu]/setting[port]", 81)));
    }

    @Test
    void tellsWhereTheOneThatWasReadHasTheSameBytes() {
        assertTold(content(read("a", PORT, 80), read("a", PORT, 80)));
    }

    @Test
    void tellsWhereSettingsDoNotSayEverything() {
        Object[] facts = {CONTENT, "a", FILE + "/format", "hocon", PORT, 80};
        Object[] others = {CONTENT, "b", FILE + "/format", "hocon", PORT, 80};

        assertTold(content(facts, others));
        assertTold(content(read("a", FILE + "/malformed", "a value"), read("b", PORT, 80)));
    }

    @Test
    void tellsWhereSecretsShowOnlyThatTheyAreThere() {
        Value present = Value.Secret.of(Presence.UNKEYED);

        assertTold(content(read("a", PORT, present), read("b", PORT, present)));
    }

    @Test
    void tellsWhereSomethingOfTheFileWasNotSeen() {
        for (String gap :
                List.of(FILE + "/setting[*]/**", "file[*]/**", "**", FILE.replace("]", "#eu]/setting[*]/**"))) {
            assertTold(at(
                    compared(
                            deployed("s", "a").section("config[shop]", read("a", PORT, 80)),
                            deployed("p", "b").partial("config[shop]", "config[shop]/" + gap, read("b", PORT, 80))),
                    ADDRESS));
        }
    }

    @Test
    void heedsNoGapInAnotherFile() {
        Report report = compared(
                deployed("s", "a").section("config[shop]", read("a", PORT, 80)),
                deployed("p", "b").partial("config[shop]", "config[shop]/file[c.yml]/**", read("b", PORT, 80)));

        assertThat(at(report, ADDRESS).disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
    }

    @Test
    void tellsWhereOneOfSeveralHostsSetsAnother() {
        assertTold(at(
                compared(
                        deployed("s", "a").section("config[shop]", read("a", PORT, 80)),
                        deployed("p", "b").section("config[shop]", read("b", PORT, 80)),
                        deployed("q", "b").section("config[shop]", read("b", PORT, 80)),
                        deployed("r", "b").section("config[shop]", read("b", PORT, 81))),
                ADDRESS));
    }

    @Test
    void tellsWhereAnotherDeployedFileMayBeTheOneThatWasRead() {
        String deeper = "file[web%2Fconfig%2Fapp.yml]/content";
        Report report = compared(
                deployed("s", "a", deeper).section("config[shop]", read("a", PORT, 80)),
                deployed("p", "b", deeper).section("config[shop]", read("b", PORT, 80)));

        assertTold(at(report, ADDRESS));
    }

    private static TestHost deployed(String name, String content, String deeper) {
        return host(name)
                .section("process[shop]", "main/kind", "jar")
                .section("dependency[shop]", CONTENT, content, deeper, "c");
    }

    @Test
    void tellsWhatCameWithAnotherReleaseAsThatIs() {
        Report report = compared(
                released("s", "1.0.0", "a").section("config[shop]", read("a", PORT, 80)),
                released("p", "2.0.0", "b").section("config[shop]", read("b", PORT, 80)));

        assertTold(at(report, ADDRESS));
    }

    private static TestHost released(String name, String release, String content) {
        return host(name)
                .section("process[shop]", "main/version", new Value.Version(release, VersionScheme.SEMVER))
                .section("dependency[shop]", CONTENT, content);
    }

    @Test
    void leavesWhatARuleOfTheUsersSays() {
        Report report = side("staging", deployed("s", "a").section("config[shop]", read("a", PORT, 80)))
                .and("prod", deployed("p", "b").section("config[shop]", read("b", PORT, 80)))
                .policy("rules: [{match: 'dependency[*]/file[*]/content', expect: same, severity: high}]")
                .report();

        Drift drift = at(report, ADDRESS);
        assertThat(drift.disposition()).isEqualTo(Disposition.OPEN);
        assertThat(drift.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void saysTheSameOfPartOfAReport() {
        Report report = side("staging", deployed("s", "a").section("config[shop]", read("a", PORT, 80)))
                .and("prod", deployed("p", "b").section("config[shop]", read("b", PORT, 80)))
                .policy(POLICY)
                .only("dependency[*]/**")
                .report();

        assertThat(at(report, ADDRESS).disposition()).isEqualTo(Disposition.WITHIN_LEEWAY);
    }
}
