package dev.leeway.collector.align;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();

    private static Value key(String address, Value value, String... environment) {
        Address parsed = Address.parse(address);
        return Alignment.key(
                new FactContext(parsed.section(), parsed.path().text(), CATALOGUE.entry(parsed), Set.of(environment)),
                value);
    }

    private static boolean meet(String address, String dev, String prod) {
        return key(address, new Value.Text(dev), "dev", "development")
                .equals(key(address, new Value.Text(prod), "prod", "production"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "env[s]/URL/host | db.dev.example | db.prod.example | true",
                "env[s]/NODE_ENV | development | production | true",
                "env[s]/PATH_X | /srv/dev/data | /srv/PROD/data | true",
                "env[s]/X | device-1 | product-1 | false",
                "env[s]/X | dev | dev | false",
                "env[s]/X | db-dev-1 | db-prod-2 | false",
                "os/locale/setting[LANG] | x | y | false",
                "env[s]/LANG | en_US.utf8 | en_US.UTF-8 | true",
                "env[s]/LC_ALL | C.UTF-8 | C.utf8 | true",
                "env[s]/LANG | en_US.utf8 | de_DE.utf8 | false",
                "env[s]/LANG | en_US.ISO-8859-1 | en_US.utf8 | false",
                "env[s]/TZ | Etc/UTC | UTC | true",
                "os/timezone | Etc/UTC | Europe/Berlin | false",
                "env[s]/D/scheme | postgres | postgresql | true",
                "env[s]/NO_PROXY | a,b , c | c,a,b | true",
                "env[s]/ORDERED | a,b | b,a | false",
                "env[s]/POD | shop-7d9f8b6c5f-x2x7z | shop-5c4d8b7f9f-b2k9w | true",
                "env[s]/POD | shop-7d9f8b6c5f-x2x7z | mail-5c4d8b7f9f-b2k9w | false",
                "env[s]/DIR | /tmp/tomcat.8080.123456789 | /tmp/tomcat.8080.987654321 | true",
                "env[s]/DIR | /tmp/tomcat.8080 | /tmp/tomcat.9090 | false",
                "env[s]/SLOT | blue | green | true",
                "env[s]/DEPLOYMENT_SLOT | Blue | canary | true",
                "env[s]/APP_COLOR | blue | green | true",
                "env[s]/SLOT | blue | 7 | false",
                "env[s]/THEME_COLOUR | blue | green | false",
                "process[s]/SLOT | blue | green | false",
                "env[s]/COMMIT | 3f786850e387550fdab836ed7e6dc881de23001b | 89e6c98d92887913cadf06b2adb97f26cde4849b | false",
            })
    void removesOneSortOfFalsePositiveAtATime(String address, String dev, String prod, boolean same) {
        assertThat(meet(address, dev, prod)).isEqualTo(same);
    }

    @Test
    void takesAListForASetWhereTheCatalogueDoes() {
        Value listed = Value.ListOf.texts(List.of("b", "a"));

        assertThat(key("process[s]/listen", listed)).isEqualTo(Value.SetOf.texts(List.of("a", "b")));
        assertThat(key("os/resolver/nameservers", listed)).isEqualTo(listed);
    }

    @Test
    void alignsTextsInsideSetsAndLists() {
        Value dev = Value.ListOf.texts(List.of("a.dev.example", "b"));

        assertThat(key("env[s]/X", dev, "dev")).isEqualTo(Value.ListOf.texts(List.of("a.{environment}.example", "b")));
    }

    @Test
    void leavesEveryOtherValueAlone() {
        Value number = Value.Numeric.of(5);

        assertThat(key("env[s]/X", number, "dev")).isSameAs(number);
        assertThat(key("env[s]/X", new Value.Text("8080"), "dev")).isEqualTo(new Value.Text("8080"));
    }

    @Test
    void knowsThePortThatAUrlLeavesOut() {
        assertThat(isDefault("D/port", Value.Numeric.of(5432), "postgresql")).isTrue();
        assertThat(isDefault("D/port", Value.Numeric.of(5432), "jdbc:postgresql"))
                .isTrue();
        assertThat(isDefault("D/port", Value.Numeric.of(5433), "postgresql")).isFalse();
        assertThat(isDefault("D/port", Value.Numeric.of(443), "https")).isTrue();
        assertThat(isDefault("D/port", Value.Numeric.of(443), "")).isFalse();
        assertThat(isDefault("PGPORT", Value.Numeric.of(5432), "")).isTrue();
        assertThat(isDefault("OTHER", Value.Numeric.of(5432), "")).isFalse();
    }

    private static boolean isDefault(String path, Value value, String scheme) {
        Optional<String> meant = DocumentedDefaults.meant(
                "env",
                path,
                sibling -> scheme.isEmpty() || !sibling.equals("D/scheme")
                        ? Optional.empty()
                        : Optional.of(new Value.Text(scheme)));
        assertThat(meant.isEmpty() || DocumentedDefaults.may("env", path)).isTrue();
        return meant.equals(Optional.of(value.display()));
    }
}
