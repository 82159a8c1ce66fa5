package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.Listener;
import dev.leeway.agent.spi.Listener.Reach;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocketTableTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

    @ParameterizedTest
    @CsvSource({
        "tcp, 00000000:1F90, 00000000:0000, 0A, tcp 8080 wildcard",
        "tcp, 0100007F:1F90, 00000000:0000, 0A, tcp 8080 loopback",
        "tcp, 0500000A:1F90, 00000000:0000, 0A, tcp 8080 address",
        "tcp, 0100007F:1F90, 0100007F:9C40, 01, ",
        "tcp, 00000000000000000000000000000000:0050, 00000000000000000000000000000000:0000, 0A, tcp 80 wildcard",
        "tcp, 00000000000000000000000001000000:0050, 00000000000000000000000000000000:0000, 0A, tcp 80 loopback",
        "tcp, 0000000000000000FFFF00000100007F:0050, 00000000000000000000000000000000:0000, 0A, tcp 80 loopback",
        "udp, 00000000:0035, 00000000:0000, 07, udp 53 wildcard",
        "udp, 00000000:9C40, 00000000:0000, 07, ",
        "udp, 00000000:0035, 0500000A:0035, 07, ",
        "tcp, nonsense, x, 0A, ",
        "tcp, 00000000:XYZ, 00000000:0000, 0A, ",
    })
    void tellsSocketsThatWait(String protocol, String local, String remote, String state, String listener) {
        String table = HEAD + "   0: " + local + " " + remote + " " + state
                + " 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0\n";
        Map<Long, Listener> found = SocketTable.parse(protocol, table);
        if (listener == null) {
            assertThat(found).isEmpty();
        } else {
            String[] words = listener.split(" ");
            assertThat(found)
                    .containsExactly(Map.entry(
                            4711L,
                            new Listener(
                                    words[0],
                                    Integer.parseInt(words[1]),
                                    Reach.valueOf(words[2].toUpperCase(Locale.ROOT)))));
        }
    }

    @Test
    void tellsFixedPortsFromRandomOnes() {
        FixedPorts ports = FixedPorts.of("32768\t60999\n", "50051,60000-60010\n");
        List<String> command = List.of("java", "--rpc=0.0.0.0:40000", "-Dx=140001");
        assertThat(List.of(80, 8080, 32_767, 61_000, 50_051, 60_005, 40_000))
                .allMatch(port -> ports.fixed(port, command));
        assertThat(List.of(32_768, 40_001, 60_999, 60_011)).noneMatch(port -> ports.fixed(port, command));
        assertThat(FixedPorts.of("", "").fixed(40_001, command)).isFalse();
        assertThat(FixedPorts.of("a b", "x-y,,").fixed(40_001, command)).isFalse();
    }
}
