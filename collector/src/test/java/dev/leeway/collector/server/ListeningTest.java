package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.collector.server.http.ListenException;
import dev.leeway.collector.server.http.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why a collector cannot listen where it was told to, told apart. */
class ListeningTest {
    @Test
    void aPortThatIsTakenIsToldAsThat() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), other.getLocalPort()),
                    ":" + other.getLocalPort() + ": the port is taken, by a collector that runs already perhaps; end"
                            + " what listens there, or choose another: --listen ADDRESS:PORT");
        }
    }

    @Test
    void anAddressOfAnotherMachineIsToldAsThat() {
        // Kept for documentation (RFC 5737): no machine has it.
        refused(
                new InetSocketAddress("192.0.2.1", 7411),
                "192.0.2.1:7411: the address is not one of this machine; choose another: --listen ADDRESS:PORT");
    }

    @Test
    void aPortForRootAloneIsNotCalledTakenOnly() throws IOException {
        InetSocketAddress low = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1023);
        try (ServerSocket other = new ServerSocket()) {
            occupied(other, low);
            refused(low, ":1023: the port is taken, or for root alone, as those below 1024 often are; choose another");
        }
    }

    /** Root may listen there, and is then refused because somebody does; everybody else is refused as it is. */
    private static void occupied(ServerSocket socket, InetSocketAddress address) {
        try {
            socket.bind(address);
        } catch (IOException e) {
            assertThat(socket.isBound()).isFalse();
        }
    }

    private static void refused(InetSocketAddress address, String said) {
        assertThatThrownBy(() -> WebServer.check(address, Optional.empty()))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining(said);
    }
}
