package dev.leeway.agent.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.ProbeEntry;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTokensTest {
    private static final Address MARKED = Address.parse("env[s]/A");
    private static final Address UNMARKED = Address.parse("env[s]/B");
    private static final HostNames WEB =
            new HostNames(Set.of("web-01", "web-01.example.com", "localhost"), Set.of("10.0.0.5", "2001:db8::5"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web-01 | {host}",
                "WEB-01 | {host}",
                "web-01.example.com | {host}",
                "http://web-01:8080/x | http://{host}:8080/x",
                "a,web-01,10.0.0.5 | a,{host},{address}",
                "web-01. | {host}.",
                "10.0.0.5:80 | {address}:80",
                "[2001:db8::5]:80 | [{address}]:80",
                "web-01,web-01.example.com | {host},{host}",
                // Only whole tokens.
                "web-012 | web-012",
                "web-01-proxy | web-01-proxy",
                "my.web-01 | my.web-01",
                "web-01.other.com | web-01.other.com",
                "110.0.0.5 | 110.0.0.5",
                "10.0.0.50 | 10.0.0.50",
                "10.0.0.5.6 | 10.0.0.5.6",
                "2001:db8::5:1 | 2001:db8::5:1",
                "localhost | localhost",
            })
    void writesTheHostsOwnNamesAsTokens(String found, String written) {
        HostTokens tokens = new HostTokens(WEB, HostTokensTest::catalogue);
        assertThat(tokens.apply(MARKED, new Value.Text(found))).isEqualTo(new Value.Text(written));
    }

    @Test
    void leavesFactsAloneThatTheCatalogueDoesNotMark() {
        HostTokens tokens = new HostTokens(WEB, HostTokensTest::catalogue);
        assertThat(tokens.apply(UNMARKED, new Value.Text("web-01"))).isEqualTo(new Value.Text("web-01"));
        assertThat(tokens.apply(Address.parse("os/x"), new Value.Text("web-01")))
                .isEqualTo(new Value.Text("web-01"));
    }

    @Test
    void looksIntoSetsAndLists() {
        HostTokens tokens = new HostTokens(WEB, HostTokensTest::catalogue);
        assertThat(tokens.apply(MARKED, Value.SetOf.texts(List.of("web-01", "x"))))
                .isEqualTo(Value.SetOf.texts(List.of("x", "{host}")));
        assertThat(tokens.apply(MARKED, Value.ListOf.texts(List.of("web-01", "x"))))
                .isEqualTo(Value.ListOf.texts(List.of("{host}", "x")));
    }

    @Test
    void asksForNoCatalogueWhileNothingNamesTheHost() {
        HostTokens tokens = new HostTokens(WEB, () -> {
            throw new AssertionError("asked for the catalogue");
        });
        assertThat(tokens.apply(MARKED, new Value.Text("db-01"))).isEqualTo(new Value.Text("db-01"));
        assertThat(tokens.apply(MARKED, Value.Numeric.of(1))).isEqualTo(Value.Numeric.of(1));
    }

    private static Catalogue catalogue() {
        return new Catalogue(List.of(
                new ProbeEntry("env", "", "service", List.of(entry("env[*]/A", true), entry("env[*]/B", false)))));
    }

    private static FactEntry entry(String pattern, boolean hostTokens) {
        return new FactEntry(
                AddressPattern.parse(pattern),
                Value.Kind.TEXT,
                "",
                Optional.empty(),
                Severity.LOW,
                1,
                "",
                "",
                "",
                false,
                hostTokens,
                false);
    }
}
