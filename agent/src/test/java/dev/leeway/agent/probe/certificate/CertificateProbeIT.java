package dev.leeway.agent.probe.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.engine.Program;
import dev.leeway.agent.host.process.FixtureProcess;
import dev.leeway.agent.host.process.FixtureServices;
import dev.leeway.agent.spi.CertificateSettings;
import dev.leeway.agent.spi.HostSettings;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates and stores as OpenSSL and keytool make them, beside what these tools say of them. */
class CertificateProbeIT {
    @TempDir
    static Path made;

    private static CertificateTools tools;

    @TempDir
    Path directory;

    private FixtureHost host;

    @BeforeAll
    static void make() throws Exception {
        Program.require("openssl", "OpenSSL");
        tools = new CertificateTools(made);
        tools.authority("root", "/O=Shop/CN=Root", "");
        tools.authority("middle", "/O=Shop/CN=Middle", "root");
        tools.leaf("web", "middle", 60, "DNS:shop.example,DNS:www.shop.example,IP:192.0.2.7");
        tools.leaf("soon", "root", 5, "DNS:soon.example");
        tools.join("chain.pem", "web.pem", "middle.pem");
        tools.join("disordered.pem", "web.pem", "root.pem", "middle.pem");
        tools.join("both.pem", "web.key", "web.pem");
        tools.openssl("x509", "-in", "@web.pem", "-outform", "DER", "-out", "@web.der");
        store("open.p12", "changeit");
        store("locked.p12", "hunter2-and-more");
        String jks = tools.at("store.jks").toString();
        tools.keytool(
                "-importkeystore",
                "-srckeystore",
                tools.at("open.p12").toString(),
                "-srcstorepass",
                "changeit",
                "-destkeystore",
                jks,
                "-deststoretype",
                "JKS",
                "-deststorepass",
                "hunter2-and-more",
                "-noprompt");
        tools.keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "their-root",
                "-file",
                tools.at("root.pem").toString(),
                "-keystore",
                jks,
                "-storepass",
                "hunter2-and-more");
    }

    private static void store(String name, String password) throws Exception {
        tools.openssl(
                "pkcs12",
                "-export",
                "-in",
                "@web.pem",
                "-inkey",
                "@web.key",
                "-certfile",
                "@middle.pem",
                "-name",
                "shop",
                "-out",
                "@" + name,
                "-passout",
                "pass:" + password);
    }

    @BeforeEach
    void begin() throws Exception {
        host = FixtureHost.in(directory).at(Instant.now());
        host.procFile("/uptime", "3600.00 7000.00\n").procFile("/stat", "cpu 1 2 3\nbtime 1000\n");
        FixtureProcess.init(host);
        try (var files = Files.list(made)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                host.file("/etc/tls/" + each.getFileName(), Files.readAllBytes(each));
            }
        }
    }

    private RecordedSection named(String file) throws Exception {
        host.settings(HostSettings.NONE.with(new CertificateSettings(
                List.of(new CertificateSettings.Place("/etc/tls/" + file, Optional.of("shop"))))));
        return RecordingRecorder.of(new CertificateProbe(), host).about("shop");
    }

    private static String fact(RecordedSection section, String file, String fact) {
        return section.shown("store[%2Fetc%2Ftls%2F" + file + "]/" + fact).orElse("-");
    }

    @Test
    void tellsWhatOpensslTells() throws Exception {
        RecordedSection shop = named("web.pem");
        String print = tools.openssl("x509", "-in", "@web.pem", "-noout", "-fingerprint", "-sha256")
                .replaceFirst(".*=", "")
                .replace(":", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        assertThat(fact(shop, "web.pem", "entry[leaf]/fingerprint")).isEqualTo("sha256:" + print);
        assertThat(fact(shop, "web.pem", "entry[leaf]/subject")).isEqualTo("CN=web,O=Shop");
        assertThat(fact(shop, "web.pem", "entry[leaf]/issuer")).isEqualTo("CN=Middle,O=Shop");
        assertThat(fact(shop, "web.pem", "entry[leaf]/names")).isEqualTo("{192.0.2.7, shop.example, www.shop.example}");
        assertThat(fact(shop, "web.pem", "entry[leaf]/key/type")).isEqualTo("EC");
        assertThat(fact(shop, "web.pem", "entry[leaf]/key/size")).isEqualTo("256");
        assertThat(fact(shop, "web.pem", "entry[leaf]/key/curve")).isEqualTo("P-256");
        assertThat(fact(shop, "web.pem", "entry[leaf]/signature")).isEqualTo("SHA256withRSA");
        assertThat(fact(shop, "web.pem", "entry[leaf]/authority")).isEqualTo("false");
        assertThat(fact(shop, "web.pem", "entry[leaf]/expiry")).isEqualTo("under-90-days");
        assertThat(fact(shop, "web.pem", "entry[leaf]/chain")).isEqualTo("incomplete");
        String end = tools.openssl("x509", "-in", "@web.pem", "-noout", "-enddate", "-dateopt", "iso_8601")
                .replaceFirst(".*=", "")
                .strip()
                .replace(' ', 'T');
        assertThat(fact(shop, "web.pem", "entry[leaf]/not-after")).isEqualTo(end);
        assertThat(fact(named("web.der"), "web.der", "entry[leaf]/fingerprint")).isEqualTo("sha256:" + print);
        assertThat(fact(named("root.pem"), "root.pem", "entry[leaf]/key/size")).isEqualTo("2048");
    }

    @Test
    void knowsChainsByWhatTheSystemTrusts() throws Exception {
        assertThat(fact(named("chain.pem"), "chain.pem", "entry[leaf]/chain")).isEqualTo("incomplete");
        assertThat(fact(named("disordered.pem"), "disordered.pem", "entry[leaf]/chain"))
                .isEqualTo("disordered");
        host.file("/etc/ssl/certs/ca-certificates.crt", Files.readAllBytes(tools.at("root.pem")));
        RecordedSection chain = named("chain.pem");
        assertThat(fact(chain, "chain.pem", "entry[leaf]/chain")).isEqualTo("complete");
        assertThat(fact(chain, "chain.pem", "entry[leaf]/issuers")).isEqualTo("[CN=Middle,O=Shop]");
        assertThat(fact(named("web.pem"), "web.pem", "entry[leaf]/chain")).isEqualTo("incomplete");
        assertThat(fact(named("root.pem"), "root.pem", "entry[leaf]/chain")).isEqualTo("self-signed");
    }

    @Test
    void tellsInBandsHowLongItLasts() throws Exception {
        assertThat(named("soon.pem").paths()).contains("store[%2Fetc%2Ftls%2Fsoon.pem]/entry[leaf]/due[under-7-days]");
        String[] bands = {"over-90-days", "under-90-days", "under-30-days", "under-7-days", "expired"};
        int[] daysAhead = {-40, 0, 40, 56, 61};
        for (int i = 0; i < bands.length; i++) {
            host.at(Instant.now().plus(daysAhead[i], ChronoUnit.DAYS));
            RecordedSection shop = named("web.pem");
            assertThat(fact(shop, "web.pem", "entry[leaf]/expiry")).isEqualTo(bands[i]);
            assertThat(shop.paths().stream().anyMatch(path -> path.contains("/due[")))
                    .isEqualTo(i > 1);
        }
        host.at(Instant.now().plus(1, ChronoUnit.HOURS));
        String now = named("web.pem").toString();
        host.at(Instant.now().plus(20, ChronoUnit.HOURS));
        assertThat(named("web.pem")).hasToString(now);
    }

    @Test
    void opensNoStoreButByThePasswordsThatGuardNothing() throws Exception {
        RecordedSection open = named("open.p12");
        assertThat(fact(open, "open.p12", "format")).isEqualTo("pkcs12");
        assertThat(fact(open, "open.p12", "entry[shop]/subject")).isEqualTo("CN=web,O=Shop");
        assertThat(fact(open, "open.p12", "entry[shop]/issuers")).isEqualTo("[CN=Middle,O=Shop]");
        assertThat(fact(open, "open.p12", "private-key")).isEqualTo("true");
        RecordedSection locked = named("locked.p12");
        assertThat(fact(locked, "locked.p12", "locked")).isEqualTo("true");
        assertThat(fact(locked, "locked.p12", "private-key")).isEqualTo("true");
        assertThat(locked.uncovered()).contains("store[%2Fetc%2Ftls%2Flocked.p12]/entry[*]/** unreadable");
        RecordedSection jks = named("store.jks");
        assertThat(fact(jks, "store.jks", "format")).isEqualTo("jks");
        assertThat(fact(jks, "store.jks", "count")).isEqualTo("2");
        assertThat(fact(jks, "store.jks", "entry[their-root]/subject")).isEqualTo("CN=Root,O=Shop");
        assertThat(fact(jks, "store.jks", "entry[shop]/issuers")).isEqualTo("[CN=Middle,O=Shop]");
    }

    @Test
    void seesThatAKeyLiesBesideAndNeverOpensIt() throws Exception {
        Path key = directory.resolve("root/etc/tls/web.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
        RecordedSection shop = named("web.pem");
        assertThat(fact(shop, "web.pem", "private-key")).isEqualTo("true");
        assertThat(fact(shop, "web.pem", "private-key-mode")).isEqualTo("0640");
        RecordedSection both = named("both.pem");
        assertThat(fact(both, "both.pem", "private-key")).isEqualTo("true");
        assertThat(both.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void findsThemWhereServicesNameThem() throws Exception {
        host.file("/etc/nginx/nginx.conf", "events {}\nhttp {\n  include sites-enabled/*;\n}\n")
                .file(
                        "/etc/nginx/sites-enabled/shop",
                        "server {\n  # ssl_certificate /etc/tls/soon.pem;\n  ssl_certificate /etc/tls/chain.pem;\n"
                                + "  ssl_certificate_key /etc/tls/web.key;\n}\n")
                .file("/usr/sbin/nginx", "")
                .file("/usr/bin/java", "")
                .file("/srv/shop/tls/own.pem", Files.readAllBytes(tools.at("web.pem")))
                .file(
                        "/srv/shop/application.yml",
                        "server:\n  ssl:\n    key-store: file:/etc/tls/open.p12\n    key-store-password: hunter2\n"
                                + "    trust-certificate: tls/own.pem\n");
        FixtureProcess.of(host, 700)
                .runs("/usr/sbin/nginx", "nginx: master process /usr/sbin/nginx")
                .cgroup("/system.slice/nginx.service")
                .in("/")
                .add();
        FixtureProcess.of(host, 701)
                .runs(
                        "/usr/bin/java",
                        "/usr/bin/java",
                        "-Djavax.net.ssl.trustStore=/etc/tls/store.jks",
                        "-jar",
                        "x.jar")
                .cgroup("/system.slice/shop-web.service")
                .in("/srv/shop")
                .with("SSL_CERT_FILE", "/etc/tls/root.pem")
                .with("TLS_CERT_FILE", "/etc/tls/missing.pem")
                .add();
        RecordingRecorder seen = RecordingRecorder.of(new CertificateProbe(), FixtureServices.foundOn(host));
        assertThat(stores(seen.about("nginx"))).containsExactly("%2Fetc%2Ftls%2Fchain.pem");
        assertThat(seen.about("nginx").evidence("store[%2Fetc%2Ftls%2Fchain.pem]/format"))
                .contains("/etc/nginx/sites-enabled/shop:3");
        assertThat(stores(seen.about("shop-web")))
                .containsExactly(
                        "%2Fetc%2Ftls%2Fopen.p12",
                        "%2Fetc%2Ftls%2Froot.pem", "%2Fetc%2Ftls%2Fstore.jks", "tls%2Fown.pem");
        assertThat(seen.about("shop-web").toString()).doesNotContain("hunter2");
    }

    private static List<String> stores(RecordedSection section) {
        return section.paths().stream()
                .filter(path -> path.endsWith("]/format"))
                .map(path -> path.substring("store[".length(), path.indexOf(']')))
                .sorted()
                .toList();
    }
}
