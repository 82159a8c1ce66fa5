package dev.leeway.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.MembershipFile;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.testing.FakeProbe;
import dev.leeway.schema.fact.FactPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Counts the bytes of a delivery where they go over the wire. */
class UnchangedHostTest extends DeliveryScene {
    private static final int MOST = 2048;

    @Test
    void costsOneRequestOfTwoKibibytesWithItsAnswerAndAllHeaders() throws Exception {
        // Sixty services, as a busy host has, and every label that the header may have.
        probes.add(FakeProbe.needingLife("process", (host, out) -> {
            for (int i = 0; i < 60; i++) {
                out.section("service-with-a-rather-long-name-" + i).fact(FactPath.of("runtime"), Observed.text("java"));
            }
        }));
        joined();
        String[] header = {
            "--name", "web-01.eu-central-1.compute.example", "--label", "slot=blue", "--label", "lifetime=ephemeral"
        };
        assertThat(push(header)).isZero();
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Only the address changes: the host is known by its key, and signs for the audience it learnt.
            MembershipFile file = new MembershipFile(state, new LocalDisk());
            Membership joined = file.read().orElseThrow();
            Membership elsewhere = new Membership(
                    URI.create("http://" + joined.collector().getHost() + ":" + relay.getLocalPort()),
                    joined.agent(),
                    joined.audience(),
                    joined.name(),
                    joined.environment(),
                    joined.role(),
                    joined.keyFile(),
                    joined.nextKeyFile(),
                    joined.arrived(),
                    joined.trust());
            file.join(elsewhere, file.key(joined));
            AtomicLong bytes = new AtomicLong();
            Thread pump = new Thread(() -> relay(relay, bytes));
            pump.setDaemon(true);
            pump.start();
            int before = collector.requests();
            assertThat(push(header)).as(err.toString()).isZero();
            assertThat(collector.requests()).isEqualTo(before + 1);
            assertThat(collector.snapshots()).hasSize(2);
            assertThat(bytes.get()).isPositive().isLessThanOrEqualTo(MOST);
        }
    }

    private void relay(ServerSocket relay, AtomicLong bytes) {
        try (Socket client = relay.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), collector.port())) {
            Thread back = new Thread(() -> copy(server, client, bytes));
            back.start();
            copy(client, server, bytes);
            back.join();
        } catch (IOException | InterruptedException e) {
            // The test sees that nothing was counted.
            return;
        }
    }

    private static void copy(Socket from, Socket to, AtomicLong bytes) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] part = new byte[8192];
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                bytes.addAndGet(n);
                out.write(part, 0, n);
                out.flush();
            }
        } catch (IOException ended) {
            return;
        }
    }
}
