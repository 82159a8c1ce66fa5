package dev.leeway.agent.probe.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.ProbeContract;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JdkProbeTest extends ProbeContract {
    private static final String TEMURIN_17 = """
            IMPLEMENTOR="Eclipse Adoptium"
            IMPLEMENTOR_VERSION="Temurin-17.0.9+9"
            JAVA_RUNTIME_VERSION="17.0.9+9"
            JAVA_VERSION="17.0.9"
            LIBC="gnu"
            MODULES="java.base java.logging java.sql"
            OS_ARCH="x86_64"
            JVM_VARIANT="Hotspot"
            IMAGE_TYPE="JDK"
            """;

    private static final String SECURITY = """
            security.provider.1=SUN
            security.provider.2=SunJSSE
            security.provider.4=NeverAsked
            jdk.tls.disabledAlgorithms=SSLv3, TLSv1, \\
                RC4,  DH keySize < 1024
            securerandom.source=file:/dev/random
            networkaddress.cache.negative.ttl=10
            login.config.url.1=file:/somewhere
            """;

    @Override
    protected Probe probe() {
        return new JdkProbe();
    }

    /** One of everything: a package, a tarball, an older kit with its runtime inside, one in a home, one that runs. */
    @Override
    protected FixtureHost richHost(Path directory) {
        return FixtureHost.in(directory)
                .file("/usr/lib/jvm/temurin-17/release", TEMURIN_17)
                .file("/usr/lib/jvm/temurin-17/bin/java", "")
                .file("/usr/lib/jvm/temurin-17/bin/javac", "")
                .file("/usr/lib/jvm/temurin-17/conf/security/java.security", SECURITY)
                .file("/usr/lib/jvm/temurin-17/conf/net.properties", "http.proxyHost=proxy.example.net\nx.y=z\n")
                .file(
                        "/usr/lib/jvm/temurin-17/conf/management/management.properties",
                        "com.sun.management.jmxremote.port=9010\n")
                .file("/usr/lib/jvm/temurin-17/lib/tzdb.dat", Stores.zones("2023c"))
                .file("/etc/ssl/certs/java/cacerts", Stores.jks(Stores.certificates()))
                .link("/usr/lib/jvm/temurin-17/lib/security/cacerts", "/etc/ssl/certs/java/cacerts")
                .link("/usr/lib/jvm/default-java", "temurin-17")
                .link("/usr/bin/java", "/etc/alternatives/java")
                .link("/etc/alternatives/java", "/usr/lib/jvm/temurin-17/bin/java")
                .link("/usr/bin/javac", "/usr/lib/jvm/temurin-17/bin/javac")
                .file(
                        "/opt/jdk8/release",
                        "JAVA_VERSION=\"1.8.0_392\"\nIMPLEMENTOR=\"Azul Systems, Inc.\"\nOS_ARCH=\"amd64\"\n")
                .file("/opt/jdk8/bin/javac", "")
                .file("/opt/jdk8/jre/lib/security/java.security", "keystore.type=jks\n")
                .file("/opt/jdk8/jre/lib/security/cacerts", Stores.jks(List.of()))
                .file("/opt/app/jre/release", "JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base\"\n")
                .directory("/opt/app/release")
                .file("/home/ada/.sdkman/candidates/java/17.0.9-tem/release", TEMURIN_17)
                .link("/home/ada/.sdkman/candidates/java/current", "17.0.9-tem")
                .file("/etc/environment", "JAVA_HOME=/opt/jdk8\n");
    }

    private static RecordedSection seen(FixtureHost host) throws HostAccessException, InterruptedException {
        return RecordingRecorder.of(new JdkProbe(), host).host();
    }

    @Test
    void countsEachInstallationOnceHoweverManyLinksLeadToIt(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory));
        assertThat(section.paths().stream()
                        .filter(path -> path.endsWith("/version"))
                        .toList())
                .containsExactly(
                        "compiler/version",
                        "default/version",
                        "installation[azul-systems-8]/version",
                        "installation[eclipse-adoptium-17]/version",
                        "installation[unknown-21]/version",
                        "java-home/version",
                        "personal[eclipse-adoptium-17]/version");
        assertThat(section.value("installation[eclipse-adoptium-17]/version"))
                .contains(new Value.Version("17.0.9", VersionScheme.JDK));
        assertThat(section.outcome()).isEqualTo(Outcome.COLLECTED);
    }

    @Test
    void tellsWhatAnInstallationIs(@TempDir Path directory) throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory));
        String temurin = "installation[eclipse-adoptium-17]/";
        assertThat(section.shown(temurin + "vendor")).contains("Eclipse Adoptium");
        assertThat(section.shown(temurin + "implementor-version")).contains("Temurin-17.0.9+9");
        assertThat(section.shown(temurin + "image")).contains("JDK");
        assertThat(section.shown(temurin + "libc")).contains("glibc");
        assertThat(section.shown(temurin + "modules")).contains("{java.base, java.logging, java.sql}");
        assertThat(section.shown(temurin + "tzdata")).contains("2023c");
        assertThat(section.shown("installation[azul-systems-8]/image")).contains("JDK");
        assertThat(section.shown("installation[azul-systems-8]/architecture")).contains("x86_64");
        assertThat(section.shown("installation[azul-systems-8]/security[keystore.type]"))
                .contains("jks");
        assertThat(section.shown("installation[unknown-21]/image")).contains("JRE");
    }

    @Test
    void followsTheDefaultThroughItsAlternatives(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory));
        assertThat(section.shown("default/installation")).contains("eclipse-adoptium-17");
        assertThat(section.shown("default/vendor")).contains("Eclipse Adoptium");
        assertThat(section.evidence("default/version")).contains("/usr/bin/java");
        assertThat(section.shown("java-home/installation")).contains("azul-systems-8");
    }

    @Test
    void tellsWhomItTrustsAndWhatItsSecurityFilesChange(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory));
        String temurin = "installation[eclipse-adoptium-17]/";
        assertThat(section.shown(temurin + "truststore/owner")).contains("system");
        assertThat(section.shown(temurin + "truststore/format")).contains("jks");
        assertThat(section.shown(temurin + "truststore/count")).contains("2");
        assertThat(section.shown(temurin + "truststore/certificate[CN=Example Root CA,O=Example %2F Trust,C=NL]"))
                .hasValueSatisfying(digest -> assertThat(digest).startsWith("sha256:"));
        assertThat(section.shown(temurin + "security[jdk.tls.disabledAlgorithms]"))
                .contains("{DH keySize < 1024, RC4, SSLv3, TLSv1}");
        assertThat(section.shown(temurin + "security-providers")).contains("[SUN, SunJSSE]");
        assertThat(section.observed(temurin + "network[http.proxyHost]"))
                .containsExactly(new Observed.Guarded("property", "http.proxyHost", "proxy.example.net"));
        assertThat(section.observed(temurin + "management[com.sun.management.jmxremote.port]"))
                .isNotEmpty();
        assertThat(section.paths()).noneMatch(path -> path.contains("login.config") || path.contains("x.y"));
    }

    @Test
    void showsOneMoreCertificateAsExactlyThat(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = richHost(directory)
                .file(
                        "/etc/ssl/certs/java/cacerts",
                        Stores.jks(Stores.certificates().subList(0, 1)));
        List<String> before = seen(host).paths();
        host.file("/etc/ssl/certs/java/cacerts", Stores.jks(Stores.certificates()));
        assertThat(seen(host).paths())
                .filteredOn(path -> !before.contains(path))
                .containsExactly(
                        "installation[eclipse-adoptium-17]/truststore/certificate[DC=example,OU=Prüfung,C=DE]");
    }

    @Test
    void tellsTwoInstallationsOfOneKindAsASetOfVersions(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = richHost(directory)
                .file(
                        "/opt/java/openjdk/release",
                        TEMURIN_17.replace("17.0.9", "17.0.11").replace("java.sql", "java.xml"));
        RecordedSection section = seen(host);
        assertThat(section.shown("installation[eclipse-adoptium-17]/version")).contains("{17.0.11, 17.0.9}");
        assertThat(section.shown("installation[eclipse-adoptium-17]/modules"))
                .contains("{java.base, java.logging, java.sql, java.xml}");
        assertThat(section.shown("default/version")).contains("17.0.9");
    }

    @Test
    void findsWhatAServiceRunsFromButNotFromInsideAContainer(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = FixtureHost.in(directory)
                .file("/srv/shop/runtime/release", "JAVA_VERSION=\"21.0.2\"\nIMPLEMENTOR=\"BellSoft\"\n")
                .file("/srv/hidden/release", "JAVA_VERSION=\"11.0.2\"\nIMPLEMENTOR=\"BellSoft\"\n")
                .service(service("shop-web", "/srv/shop/runtime/bin/java", true))
                .service(service("boxed", "/srv/hidden/bin/java", false));
        assertThat(seen(host).shown("installation[bellsoft-21]/version")).contains("21.0.2");
        assertThat(seen(host).paths()).noneMatch(path -> path.contains("bellsoft-11"));
    }

    private static Service service(String name, String program, boolean shared) {
        HostProcess process = new HostProcess(
                7,
                1,
                1,
                0,
                "java",
                Optional.of(program),
                false,
                List.of(program),
                Optional.empty(),
                Optional.empty(),
                shared);
        Replica replica =
                new Replica(process, List.of(), Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeSet<>());
        return new Service(name, "systemd", "unit", List.of(replica));
    }

    @Test
    void saysWhichHomesItMayNotSeeAndVouchesForTheRest(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory).deny("/root").deny("/home/ada"));
        assertThat(section.uncovered()).containsExactly("personal[*]/** permission");
        assertThat(section.shown("installation[eclipse-adoptium-17]/version")).contains("17.0.9");
        assertThat(section.paths()).noneMatch(path -> path.startsWith("personal["));
    }

    @Test
    void leavesWhatItMayNotReadUncovered(@TempDir Path directory) throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory)
                .deny("/etc/ssl/certs/java/cacerts")
                .deny("/opt/jdk8/release")
                .deny("/usr/lib/jvm/temurin-17/conf/security/java.security"));
        assertThat(section.uncovered())
                .contains(
                        "installation[*]/** permission",
                        "installation[eclipse-adoptium-17]/truststore/** permission",
                        "installation[eclipse-adoptium-17]/security[*] permission");
    }

    @Test
    void reportsAStoreThatIsNoneAsAFormatFault(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory).file("/etc/ssl/certs/java/cacerts", "no store"));
        assertThat(section.uncovered()).containsExactly("installation[eclipse-adoptium-17]/truststore/** format");
        assertThat(section.paths()).noneMatch(path -> path.startsWith("installation[eclipse-adoptium-17]/truststore"));
    }

    @Test
    void refusesStoresAndReleaseFilesBeyondTheirBounds(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory)
                .file("/etc/ssl/certs/java/cacerts", new byte[9 << 20])
                .file("/opt/jdk8/release", new byte[1 << 20]));
        assertThat(section.uncovered())
                .contains(
                        "installation[*]/** limit",
                        "installation[eclipse-adoptium-17]/truststore/** limit",
                        "java-home/** limit");
    }

    @Test
    @Timeout(20)
    void neverWaitsForAPipeInPlaceOfAFile(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        FixtureHost host = richHost(directory);
        Path release = directory.resolve("root/usr/lib/jvm/temurin-17/release");
        Files.delete(release);
        assertThat(new ProcessBuilder("mkfifo", release.toString()).start().waitFor())
                .isZero();
        host.directory("/usr/lib/jvm/temurin-17/lib");
        RecordedSection section = seen(host);
        assertThat(section.uncovered()).contains("installation[*]/** not a regular file");
        assertThat(section.shown("installation[azul-systems-8]/version")).contains("1.8.0_392");
    }

    @Test
    void prefersTheStoreThatJavaPrefers(@TempDir Path directory) throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory)
                .file(
                        "/usr/lib/jvm/temurin-17/lib/security/jssecacerts",
                        Stores.jks(Stores.certificates().subList(0, 1))));
        assertThat(section.shown("installation[eclipse-adoptium-17]/truststore/file"))
                .contains("jssecacerts");
        assertThat(section.shown("installation[eclipse-adoptium-17]/truststore/owner"))
                .contains("installation");
        assertThat(section.shown("installation[eclipse-adoptium-17]/truststore/count"))
                .contains("1");
    }

    @Test
    void addsTheCryptoPolicyOfTheSystemWhereJavaDoes(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        FixtureHost host = richHost(directory)
                .file("/etc/crypto-policies/back-ends/java.config", "jdk.tls.disabledAlgorithms=TLSv1.2\n");
        String fact = "installation[eclipse-adoptium-17]/security[jdk.tls.disabledAlgorithms]";
        assertThat(seen(host).shown(fact)).contains("{DH keySize < 1024, RC4, SSLv3, TLSv1}");
        host.file(
                "/usr/lib/jvm/temurin-17/conf/security/java.security",
                SECURITY + "security.useSystemPropertiesFile=true\n");
        assertThat(seen(host).shown(fact)).contains("{TLSv1.2}");
    }

    @Test
    void tellsNoSecuritySettingThatAnUnreadablePolicyMayReplace(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(richHost(directory)
                .file(
                        "/usr/lib/jvm/temurin-17/conf/security/java.security",
                        SECURITY + "security.useSystemPropertiesFile=true\n")
                .file("/etc/crypto-policies/back-ends/java.config", "jdk.tls.disabledAlgorithms=TLSv1.2\n")
                .deny("/etc/crypto-policies/back-ends/java.config"));
        assertThat(section.uncovered()).contains("installation[eclipse-adoptium-17]/security[*] permission");
        assertThat(section.paths()).noneMatch(path -> path.startsWith("installation[eclipse-adoptium-17]/security"));
    }

    @Test
    void ownsUpToAWrapperAndToAHomeThatIsNone(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        RecordedSection section = seen(FixtureHost.in(directory)
                .file("/usr/local/bin/java", "#!/bin/sh\nexec somewhere\n")
                .file("/etc/profile.d/java.sh", "export JAVA_HOME=/opt/gone\n"));
        assertThat(section.uncovered()).containsExactly("default/** format");
        assertThat(section.shown("java-home/installation")).contains("none");
    }

    @Test
    void givesEveryFactTheTypeOfItsCatalogueEntry(@TempDir Path directory)
            throws HostAccessException, InterruptedException {
        Catalogue catalogue = CatalogueReader.builtIn();
        RecordedSection section = seen(richHost(directory));
        for (String path : section.paths()) {
            Address address = new Address(SectionKey.of("jdk"), FactPath.parse(path));
            section.observed(path).forEach(value -> {
                if (value instanceof Observed.Plain plain) {
                    assertThat(catalogue.entry(address).orElseThrow().type())
                            .as(path)
                            .isEqualTo(plain.value().kind());
                }
            });
        }
    }

    @Test
    void explainsEveryFactOfThisMachineAndTellsItTwice(@TempDir Path directory)
            throws IOException, HostAccessException, InterruptedException {
        Files.createSymbolicLink(directory.resolve("root"), Path.of("/"));
        FixtureHost thisHost = FixtureHost.in(directory);
        RecordedSection section = seen(thisHost);
        Catalogue catalogue = CatalogueReader.builtIn();
        assertThat(section.paths())
                .allMatch(path -> catalogue
                        .entry(new Address(SectionKey.of("jdk"), FactPath.parse(path)))
                        .isPresent());
        assertThat(seen(thisHost)).hasToString(section.toString());
    }
}
