package dev.leeway.collector.image;

import static dev.leeway.collector.testing.Compared.side;
import static dev.leeway.collector.testing.TestHost.host;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageWeightTest {
    private static final long MIB = 1L << 20;

    private static Value.Size size(long mib) {
        return new Value.Size(mib * MIB);
    }

    private static TestHost running(String host, long mib, Object... packages) {
        return host(host).section("image[shop-web]", "size", size(mib)).section("package[shop-web]", packages);
    }

    private static Report report(TestHost staging, TestHost prod) {
        return side("staging", staging).and("prod", prod).report();
    }

    private static List<Drift> heavy(Report report) {
        return report.drifts().stream()
                .filter(drift -> drift.judgedBy().equals("weight of images"))
                .toList();
    }

    @Test
    void namesThePackagesThatMakeAnImageHeavierThanItsSibling() {
        Report report = report(
                running("a", 116, "deb[libc6]/size", size(12)),
                running(
                        "b",
                        839,
                        "deb[libc6]/size",
                        size(12),
                        "deb[golang-src]/size",
                        size(300),
                        "deb[gcc-12]/size",
                        size(200),
                        "deb[g++-12]/size",
                        size(100),
                        "deb[git]/size",
                        size(50),
                        "deb[make]/size",
                        size(2),
                        "deb[patch]/size",
                        size(1)));

        assertThat(heavy(report)).hasSize(1);
        Drift drift = heavy(report).get(0);
        assertThat(drift.severity()).isEqualTo(Severity.HIGH);
        assertThat(drift.address().text()).isEqualTo("image[shop-web]/size");
        assertThat(drift.explanation().summary())
                .isEqualTo(
                        "the image of shop-web is 7.2 times as heavy in prod as in staging (839 MiB against 116 MiB):"
                                + " golang-src (300 MiB), gcc-12 (200 MiB), g++-12 (100 MiB), git (50 MiB) and 2 more packages");
        assertThat(report.drifts())
                .filteredOn(each -> each.address().text().equals("image[shop-web]/size"))
                .hasSize(1);
    }

    @Test
    void isTheFirstCauseAndTakesThePackagesAlong() {
        Report report = report(
                running(
                        "a",
                        100,
                        "deb[libc6]/size",
                        size(12),
                        "deb[libc6]/version",
                        new Value.Version("2.36", VersionScheme.DEB)),
                running(
                        "b",
                        700,
                        "deb[libc6]/size",
                        size(12),
                        "deb[libc6]/version",
                        new Value.Version("2.37", VersionScheme.DEB)));

        Cause first = report.causes().get(0);
        assertThat(first.summary()).startsWith("the image of shop-web is 7.0 times as heavy in prod as in staging");
        assertThat(first.summary()).endsWith("; 1 package follows");
        assertThat(first.drifts()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"100, 149, 0", "100, 151, 1", "10, 59, 0", "10, 61, 1", "151, 100, 1"})
    void speaksOfWhatIsFarApartAlone(long staging, long prod, int told) {
        assertThat(heavy(report(running("a", staging), running("b", prod)))).hasSize(told);
    }

    @Test
    void isLessGraveWhereTheEarlierEnvironmentIsTheHeavierOne() {
        assertThat(heavy(report(running("a", 700), running("b", 100))))
                .extracting(Drift::severity)
                .containsExactly(Severity.MEDIUM);
    }

    @Test
    void saysThatNobodySawWhatMakesItHeavy() {
        assertThat(heavy(report(running("a", 100), running("b", 700)))
                        .get(0)
                        .explanation()
                        .summary())
                .endsWith("what makes it so was not seen, its packages could not be read");
    }

    @Test
    void saysThatItIsFilesOfNoPackage() {
        assertThat(heavy(report(running("a", 100), running("b", 700, "deb[libc6]/size", size(12))))
                        .get(0)
                        .explanation()
                        .summary())
                .endsWith("its packages account for 12 MiB of 600 MiB more, the rest is files of no package");
    }

    @Test
    void saysInOneLineThatItHoldsCompilers() {
        TestHost prod = running("b", 700, "compilers", Value.SetOf.texts(List.of("gcc", "go")));

        Cause first = report(running("a", 100, "deb[libc6]/size", size(12)), prod)
                .causes()
                .get(0);

        assertThat(first.summary()).contains("7.0 times as heavy").endsWith("; it holds compilers: gcc, go");
    }

    @Test
    void isToldOfAnotherTagToo() {
        TestHost staging = host("a").section("image[shop-web]", "size", size(100), "tag", "1.4.2");
        TestHost prod = host("b").section("image[shop-web]", "size", size(700), "tag", "1.4.2-full");

        assertThat(heavy(report(staging, prod))).hasSize(1);
    }

    @Test
    void isSilencedByARuleOfTheUser() {
        assertThat(heavy(side("staging", running("a", 100))
                        .and("prod", running("b", 700))
                        .policy("rules: [{match: 'image[*]/size', expect: any}]")
                        .report()))
                .isEmpty();
    }
}
