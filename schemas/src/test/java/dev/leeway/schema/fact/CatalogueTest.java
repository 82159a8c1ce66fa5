package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final Catalogue catalogue = new Catalogue(List.of(
            new ProbeEntry(
                    "package",
                    "Packages.",
                    "host",
                    List.of(entry("package/deb[*]/version"), entry("package/*/count"), entry("package/deb[*]/*"))),
            new ProbeEntry("env", "Variables.", "service", List.of(entry("env/service[*]"), entry("env[*]/*")))));

    @Test
    void findsTheFirstPatternThatCovers() {
        assertThat(found("package/deb[openssl]/version")).contains("package/deb[*]/version");
        assertThat(found("package/deb[openssl]/origin")).contains("package/deb[*]/*");
        assertThat(found("package/rpm/count")).contains("package/*/count");
        assertThat(found("env[shop]/LOG_LEVEL")).contains("env[*]/*");
        assertThat(found("env/service[shop]")).contains("env/service[*]");
    }

    @Test
    void findsNothingForWhatNobodyOwns() {
        assertThat(found("package/deb[openssl]/version/x")).isEmpty();
        assertThat(found("os/timezone")).isEmpty();
    }

    private Optional<String> found(String address) {
        return catalogue
                .entry(Address.parse(address))
                .map(entry -> entry.pattern().text());
    }

    private static FactEntry entry(String pattern) {
        return new FactEntry(
                AddressPattern.parse(pattern),
                Value.Kind.TEXT,
                "m",
                Optional.empty(),
                Severity.LOW,
                1,
                "w",
                "a",
                "u",
                false,
                false,
                false);
    }
}
