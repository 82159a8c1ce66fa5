package dev.leeway.agent.probe.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.format.EnvironBlock;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsersTest {
    @Test
    void readsABlockOfVariables() {
        EnvironBlock block = block("A=1\0B=x=y\0C=\0A=2\0npm_package_x-y=z\0");
        assertThat(block.complete()).isTrue();
        assertThat(block.variables())
                .containsExactly(
                        Map.entry("A", "1"),
                        Map.entry("B", "x=y"),
                        Map.entry("C", ""),
                        Map.entry("npm_package_x-y", "z"));
    }

    @Test
    void takesAnEmptyBlockForNoVariables() {
        assertThat(block("").complete()).isTrue();
        assertThat(block("").variables()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "worker process\0\0\0al/bin:/bin\0LANG=C\0HOME=/root\0",
                "worker process\0NG=C\0HOME=/root\0",
                "\0\0\0\0NG=C\0HOME=/root\0",
                "ter process -g x=y\0NG=C\0HOME=/root\0"
            })
    void takesOnlyWhatIsWholeFromABlockATitleWasWrittenOver(String text) {
        EnvironBlock block = block(text);
        assertThat(block.complete()).isFalse();
        assertThat(block.variables()).containsOnlyKeys("HOME");
    }

    @Test
    void keepsDifferentBytesDifferentEvenWhereTheyAreNoText() {
        EnvironBlock one = EnvironBlock.parse(new byte[] {'A', '=', (byte) 0xff});
        EnvironBlock other = EnvironBlock.parse(new byte[] {'A', '=', (byte) 0xfe});
        assertThat(one.variables()).isNotEqualTo(other.variables());
        assertThat(block("A=ä").variables()).containsEntry("A", "ä");
    }

    @Test
    void neverShowsAValueInItsText() {
        assertThat(block("DB_PASSWORD=hunter2\0").toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "INVOCATION_ID, true",
        "_, true",
        "SSH_AUTH_SOCK, true",
        "SUDO_COMMAND, true",
        "VSCODE_PID, true",
        "affinity:container, true",
        "LOG_LEVEL, false",
        "SHELL, false",
        "PATH, false",
        "XDG_DATA_DIRS, false",
        "SUDO, false",
    })
    void knowsTheVariablesOfASingleStart(String name, boolean contained) {
        assertThat(PerStartVariables.builtIn().contains(name)).isEqualTo(contained);
    }

    @Test
    void knowsWhatKubernetesMakesUpByTheWholeFamily() {
        TreeMap<String, String> variables = new TreeMap<>(Map.ofEntries(
                Map.entry("KUBERNETES_SERVICE_HOST", "10.0.0.1"),
                Map.entry("KUBERNETES_SERVICE_PORT", "443"),
                Map.entry("KUBERNETES_SERVICE_PORT_HTTPS", "443"),
                Map.entry("KUBERNETES_PORT", "tcp://10.0.0.1:443"),
                Map.entry("KUBERNETES_PORT_443_TCP_ADDR", "10.0.0.1"),
                Map.entry("SHOP_DB_SERVICE_HOST", "10.0.3.4"),
                Map.entry("SHOP_DB_SERVICE_PORT", "5432"),
                Map.entry("SHOP_DB_PORT", "tcp://10.0.3.4:5432"),
                Map.entry("SHOP_DB_PORT_5432_TCP", "tcp://10.0.3.4:5432"),
                Map.entry("SHOP_DB_PORT_5432_TCP_PROTO", "tcp"),
                Map.entry("SHOP_DB_PASSWORD", "x"),
                Map.entry("PAYMENT_SERVICE_HOST", "pay.example.org"),
                Map.entry("PAYMENT_SERVICE_PORT", "443")));
        assertThat(ServiceLinks.in(variables))
                .contains("KUBERNETES_PORT_443_TCP_ADDR", "SHOP_DB_SERVICE_HOST", "SHOP_DB_PORT_5432_TCP_PROTO")
                .doesNotContain("SHOP_DB_PASSWORD", "PAYMENT_SERVICE_HOST", "PAYMENT_SERVICE_PORT")
                .hasSize(10);
        variables.remove("KUBERNETES_SERVICE_HOST");
        assertThat(ServiceLinks.in(variables)).isEmpty();
    }

    @Test
    void readsTheAddressesOfANetwork() {
        String trie = "Local:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 10.1.2.3\n        /32 host LOCAL\n"
                + "     |-- 10.1.2.255\n        /32 link BROADCAST\n     |-- 127.0.0.1\n        /32 host LOCAL\n";
        assertThat(LocalAddresses.parse(trie)).containsExactly("10.1.2.3");
    }

    @ParameterizedTest
    @CsvSource({
        "plain,           plain",
        "a-%i-b,          a-2-b",
        "%n,              shop-web@2.service",
        "%N,              shop-web@2",
        "%p,              shop-web",
        "100%%,           100%",
        "%H,              ",
        "end%,            end%",
    })
    void replacesTheSpecifiersItsNameTells(String text, String expanded) {
        assertThat(UnitSpecifiers.of("shop-web@2.service").expand(text).orElse(null))
                .isEqualTo(expanded);
    }

    private static EnvironBlock block(String text) {
        return EnvironBlock.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
