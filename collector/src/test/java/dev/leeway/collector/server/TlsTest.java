package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leeway.collector.config.TlsFiles;
import dev.leeway.collector.server.http.ListenException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, with certificates that the openssl of the machine made. */
class TlsTest {
    private static final char[] PASSWORD = "test".toCharArray();

    @TempDir
    private static Path keys;

    @TempDir
    private Path folder;

    /** A collector as somebody reaches it who trusts what he trusts, and shows what he has. */
    private record Through(URI url, HttpClient client) implements Reach {}

    @BeforeAll
    static void certificates() throws Exception {
        try {
            openssl("version");
        } catch (IOException e) {
            assumeTrue(false, "no openssl on this machine");
        }
        for (String kind : List.of("server", "other", "agents")) {
            openssl(("req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + kind
                            + " -addext subjectAltName=IP:127.0.0.1" + " -keyout " + kind + ".key -out " + kind
                            + ".pem")
                    .split(" "));
        }
        openssl("ecparam -name prime256v1 -genkey -noout -out host-ec.key".split(" "));
        openssl("pkcs8 -topk8 -nocrypt -in host-ec.key -out host.key".split(" "));
        openssl("req -new -key host.key -subj /CN=web-01 -out host.csr".split(" "));
        openssl("x509 -req -in host.csr -CA agents.pem -CAkey agents.key -CAcreateserial -days 2 -out host.pem"
                .split(" "));
        openssl("pkcs12 -export -in host.pem -inkey host.key -passout pass:test -out host.p12".split(" "));
        openssl("x509 -req -in host.csr -CA agents.pem -CAkey agents.key -CAcreateserial -days 3 -out renewed.pem"
                .split(" "));
        openssl("pkcs12 -export -in renewed.pem -inkey host.key -passout pass:test -out renewed.p12".split(" "));
        openssl("req -newkey rsa:2048 -nodes -subj /CN=web-01 -keyout rekeyed.key -out rekeyed.csr".split(" "));
        openssl("x509 -req -in rekeyed.csr -CA agents.pem -CAkey agents.key -CAcreateserial -days 2 -out rekeyed.pem"
                .split(" "));
        openssl("pkcs12 -export -in rekeyed.pem -inkey rekeyed.key -passout pass:test -out rekeyed.p12".split(" "));
    }

    private static void openssl(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(keys.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(String.join(" ", command)).isZero();
    }

    private static TlsFiles files(Optional<String> authority) {
        return new TlsFiles(keys.resolve("server.pem"), keys.resolve("server.key"), authority.map(keys::resolve));
    }

    private static HttpClient client(String trusted, @Nullable String shown)
            throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        try (InputStream in = Files.newInputStream(keys.resolve(trusted))) {
            trust.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusting.init(trust);
        KeyManagerFactory showing = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        if (shown != null) {
            try (InputStream in = Files.newInputStream(keys.resolve(shown))) {
                own.load(in, PASSWORD);
            }
        }
        showing.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(showing.getKeyManagers(), trusting.getTrustManagers(), new SecureRandom());
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private RunningCollector collector(Optional<String> authority) throws Exception {
        return new RunningCollector.Setup().tls(files(authority)).over(folder.resolve("leeway.db"));
    }

    @Test
    void takesDeliveriesOverTlsByTheSecondVersionOfHttp() throws Exception {
        try (RunningCollector collector = collector(Optional.empty())) {
            Reach reach = new Through(collector.url(), client("server.pem", null));
            TestAgent agent = TestAgent.of("prod", "web-01");
            assertThat(collector.url().getScheme()).isEqualTo("https");

            HttpResponse<byte[]> joined = agent.join(reach, collector.joinToken("prod"));
            HttpResponse<byte[]> stored = agent.deliver(reach, agent.snapshot(1, "info"));

            assertThat(joined.statusCode()).isEqualTo(201);
            assertThat(stored.statusCode()).isEqualTo(201);
            assertThat(stored.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void whoDoesNotTrustItsCertificateSendsNothing() throws Exception {
        try (RunningCollector collector = collector(Optional.empty())) {
            Reach reach = new Through(collector.url(), client("other.pem", null));

            assertThatThrownBy(() -> TestAgent.of("prod", "web-01").join(reach, collector.joinToken("prod")))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void asksForCertificatesOfItsAuthorityAndBindsAgentsToThem() throws Exception {
        try (RunningCollector collector = collector(Optional.of("agents.pem"))) {
            Reach bare = new Through(collector.url(), client("server.pem", null));
            Reach shown = new Through(collector.url(), client("server.pem", "host.p12"));
            TestAgent agent = TestAgent.of("prod", "web-01");

            assertThatThrownBy(() -> TestAgent.of("prod", "web-02").join(bare, collector.joinToken("prod")))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(agent.join(shown, collector.joinToken("prod")).statusCode())
                    .isEqualTo(201);
            assertThat(agent.deliver(shown, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
            assertThat(collector.registry().agent(agent.name).orElseThrow().certificate())
                    .isPresent();
        }
    }

    @Test
    void knowsAnAgentByARenewedCertificateOfTheSameKeyAndByNoOther() throws Exception {
        assertThat(Files.readString(keys.resolve("renewed.pem")))
                .isNotEqualTo(Files.readString(keys.resolve("host.pem")));
        try (RunningCollector collector = collector(Optional.of("agents.pem"))) {
            Reach first = new Through(collector.url(), client("server.pem", "host.p12"));
            Reach renewed = new Through(collector.url(), client("server.pem", "renewed.p12"));
            Reach rekeyed = new Through(collector.url(), client("server.pem", "rekeyed.p12"));
            TestAgent agent = TestAgent.of("prod", "web-01");
            agent.join(first, collector.joinToken("prod"));

            assertThat(agent.deliver(renewed, agent.snapshot(1, "info")).statusCode())
                    .isEqualTo(201);
            assertThat(agent.deliver(rekeyed, agent.snapshot(2, "info")).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void saysWhichFileWillNotDoAndHowToMendIt() {
        Path store = folder.resolve("none.db");
        TlsFiles strange = new TlsFiles(keys.resolve("server.pem"), keys.resolve("other.key"), Optional.empty());
        TlsFiles old = new TlsFiles(keys.resolve("server.pem"), keys.resolve("host-ec.key"), Optional.empty());
        TlsFiles none = new TlsFiles(keys.resolve("none.pem"), keys.resolve("server.key"), Optional.empty());

        assertThatThrownBy(() -> new RunningCollector.Setup().tls(strange).over(store))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("is not the key of the certificate");
        assertThatThrownBy(() -> new RunningCollector.Setup().tls(old).over(store))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
        assertThatThrownBy(() -> new RunningCollector.Setup().tls(none).over(store))
                .isInstanceOf(ListenException.class)
                .hasMessageContaining("none.pem: cannot be read");
    }
}
