package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.testing.FakeCollector;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an agent believes that it is the collector, and what it says where it does not. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TlsTest extends DeliveryScene {
    private static final String PASSWORD = "changeit";

    private @Nullable FakeCollector secured;

    private FakeCollector secured() {
        return requireNonNull(secured, "none was started");
    }

    @AfterEach
    void stopsTheSecuredOne() {
        if (secured != null) {
            secured.close();
        }
    }

    @Test
    void believesTheAuthorityItWasGivenAndRemembersIt() throws Exception {
        Path authority = start("SAN=dns:localhost", "-1d", "30");
        assertThat(joinSecured("--authority", authority.toString()))
                .as(err.toString())
                .isZero();
        assertThat(push()).as(err.toString()).isZero();
        assertThat(secured().snapshots()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "SAN=dns:localhost,-1d,30,false,is signed by nobody this host trusts,--authority ca.pem",
        "SAN=dns:elsewhere.example,-1d,30,true,is for another name than localhost,have one issued for localhost",
        "SAN=dns:localhost,-60d,30,true,has expired,renew the certificate",
        "SAN=dns:localhost,+5d,30,true,is not valid yet,date -u"
    })
    void saysWhyItDoesNotBelieveAndWhatMendsThat(
            String name, String begin, String days, boolean trusted, String why, String fix) throws Exception {
        Path authority = start(name, begin, days);
        int code = trusted ? joinSecured("--authority", authority.toString()) : joinSecured();
        assertThat(code).isEqualTo(ExitCodes.UNDELIVERED);
        assertThat(err.toString())
                .contains("not joined: its certificate " + why, fix)
                .doesNotContain("lwt-");
        assertThat(secured().requests()).isZero();
        assertThat(state.resolve("membership")).doesNotExist();
    }

    @Test
    void namesTheFileThatHoldsNoCertificate() throws Exception {
        start("SAN=dns:localhost", "-1d", "30");
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing");
        assertThat(joinSecured("--authority", empty.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("empty.pem", "holds no certificate");
        assertThat(joinSecured("--authority", directory.resolve("none.pem").toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(joinSecured("--certificate", empty.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString()).contains("--certificate-key");
    }

    @Test
    void saysThatNoTlsIsSpokenThere() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> answerInClear(plain));
            server.setDaemon(true);
            server.start();
            variables.put("LEEWAY_JOIN_TOKEN", "lwt-0123456789");
            assertThat(host("join", "https://localhost:" + plain.getLocalPort()))
                    .isEqualTo(ExitCodes.UNDELIVERED);
            assertThat(err.toString()).contains("not joined: no TLS is spoken there; check the port of the address");
        }
    }

    private static void answerInClear(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket client = plain.accept()) {
                client.getOutputStream()
                        .write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                client.getOutputStream().flush();
                Thread.sleep(200);
            } catch (IOException | InterruptedException ended) {
                return;
            }
        }
    }

    private int joinSecured(String... options) {
        variables.put("LEEWAY_JOIN_TOKEN", secured().token());
        List<String> all = new ArrayList<>(List.of(secured().address().toString()));
        all.addAll(List.of(options));
        return host("join", all.toArray(String[]::new));
    }

    /** Starts a collector whose certificate signs itself; gives that certificate. */
    private Path start(String name, String begin, String days) throws Exception {
        Path store = directory.resolve("store.p12");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "collector",
                "-keyalg",
                "EC",
                "-dname",
                "CN=collector",
                "-ext",
                name,
                "-startdate",
                begin,
                "-validity",
                days);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        secured = FakeCollector.start(context);
        String text = Base64.getMimeEncoder()
                .encodeToString(keys.getCertificate("collector").getEncoded());
        return Files.writeString(
                directory.resolve("certificate.pem"),
                "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
    }

    private static void keytool(Path store, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
