package dev.leeway.schema.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.Generated;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "os/timezone",
                "package/deb[openssl]/version",
                "env[shop-web]/LOG_LEVEL",
                "env[shop-web]/DATABASE_URL/host",
                "dependency[shop-web]/maven[org.slf4j:slf4j-api]/version",
                "database[shop]/table[public.orders]/column[total]/type",
                "env[a%2Fb]/X%25/y[]",
                "env[caf\u00E9 \uD83D\uDE00]/\u20AC"
            })
    void readsWhatItWrites(String text) {
        assertThat(Address.parse(text).text()).isEqualTo(text);
    }

    @Test
    void keepsEveryRawTextApart() {
        Generated generated = new Generated(1);
        Set<String> texts = new HashSet<>();
        Set<Address> addresses = new HashSet<>();
        for (int i = 0; i < 5_000; i++) {
            Address address = new Address(generated.key(), generated.path());
            addresses.add(address);
            texts.add(address.text());

            assertThat(Address.parse(address.text())).isEqualTo(address).hasSameHashCodeAs(address);
        }
        assertThat(texts).hasSameSizeAs(addresses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os",
                "os/",
                "/os",
                "os//x",
                "Os/x",
                "os[]/x",
                "os[a/x",
                "os]a[/x",
                "os/[x]",
                "os/x[y]z",
                "os/x[y][z]",
                "os/x]",
                "os[a]b/x",
                "os/*",
                "os/{host}",
                "os/x\n",
                "os/%",
                "os/%2",
                "os/%2f",
                "os/%41",
                "os/%GG",
                "os/%C3%A9",
                "os/\uD800",
                "os/\uDC00x"
            })
    void refusesWhatIsNoAddressOrNotItsOneForm(String text) {
        assertThatThrownBy(() -> Address.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesHalfOfASurrogatePairWhichNoFileCanCarry() {
        assertThat(FactPath.of("a\uD800b").text()).isEqualTo("a\uFFFDb");
        assertThat(FactPath.of("a\uDC00\uD83D\uDE00").text()).isEqualTo("a\uFFFD\uD83D\uDE00");
    }

    @Test
    void ordersByTheUnitsOfTheWholeText() {
        assertThat(Address.parse("os/x")).isGreaterThan(Address.parse("os-x/x"));
        assertThat(Address.parse("os/\uD83D\uDE00")).isLessThan(Address.parse("os/\uE000"));
    }

    @Test
    void takesAPathApartIntoRawSegments() {
        FactPath path = FactPath.of("table", "a/b[c]").child("x%y").child("k", "");

        assertThat(path.text()).isEqualTo("table[a%2Fb%5Bc%5D]/x%25y/k[]");
        assertThat(path.segments())
                .containsExactly(
                        new FactPath.Segment("table", java.util.Optional.of("a/b[c]")),
                        new FactPath.Segment("x%y", java.util.Optional.empty()),
                        new FactPath.Segment("k", java.util.Optional.of("")));
        assertThat(path.parent()).contains(FactPath.of("table", "a/b[c]").child("x%y"));
        assertThat(FactPath.of("x").parent()).isEmpty();
    }

    @Test
    void putsOtherNamesAndKeysInTheirPlaces() {
        FactPath path = FactPath.of("table", "a/b[c]").child("x%y").child("k", "");

        assertThat(path.renamed(name -> name, key -> key)).isEqualTo(path);
        assertThat(path.renamed(name -> name + "/", key -> key.isEmpty() ? "[" : key))
                .isEqualTo(FactPath.of("table/", "a/b[c]").child("x%y/").child("k/", "["));
    }

    @Test
    void doesNotRepeatATagItRefuses() {
        assertThatThrownBy(() -> SecretTag.parse("hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }
}
