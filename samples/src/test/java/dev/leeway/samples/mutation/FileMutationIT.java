package dev.leeway.samples.mutation;

import static dev.leeway.samples.mutation.Mutation.different;
import static dev.leeway.samples.mutation.Mutation.missing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.samples.program.Acceptance;
import dev.leeway.samples.program.Chamber;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.DriftState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each change to this machine's files, made in a copy of them, is one drift of one section. */
class FileMutationIT {
    private static final int FEW = Acceptance.seeded(2, 4);
    private static final String JAVA = System.getProperty("java.home");
    private static final List<Mutation> MUTATIONS = List.of(
            different(
                    "a package's version",
                    "sed -i '/^Package: base-passwd$/,/^Version:/ s/^Version: .*/&+planted1/' /var/lib/dpkg/status",
                    "package/deb[base-passwd]/version"),
            missing(
                    "a package removed",
                    "awk 'BEGIN { RS = \"\"; ORS = \"\\n\\n\" } !/^Package: ncurses-base\\n/' /var/lib/dpkg/status"
                            + " > /status && cat /status > /var/lib/dpkg/status",
                    "package/deb[ncurses-base]/version"),
            missing(
                    "a package held",
                    "sed -i '/^Package: base-files$/,/^Status:/ s/^Status: install/Status: hold/' /var/lib/dpkg/status",
                    "package/deb[base-files]/hold"),
            different(
                            "a zone",
                            "ln -sf /usr/share/zoneinfo/Asia/Tokyo /etc/localtime && echo Asia/Tokyo > /etc/timezone",
                            "os/timezone")
                    .and("os/timezone-rule", DriftState.DIFFERENT),
            different("the locale", "echo LANG=C > /etc/default/locale", "os/locale/setting[LANG]")
                    .and("os/locale/charset", DriftState.DIFFERENT),
            different(
                    "a resolver",
                    "echo nameserver 192.0.2.53 > /resolv && cat /resolv > /etc/resolv.conf",
                    "os/resolver/nameservers"),
            different(
                    "the lookup order",
                    "sed -i 's/^hosts:.*/hosts: dns files/' /etc/nsswitch.conf",
                    "os/lookup/order[hosts]"),
            different(
                    "the release's name",
                    "sed -i --follow-symlinks 's/^VERSION_CODENAME=.*/VERSION_CODENAME=planted/' /etc/os-release",
                    "os/distribution/codename"),
            missing(
                    "a name in the hosts table",
                    "echo 192.0.2.7 db.planted.example >> /etc/hosts",
                    "os/hosts/entry[db.planted.example]"),
            missing(
                    "a limit at login",
                    "echo 'planted soft nofile 4096' >> /etc/security/limits.conf",
                    "os/limits/login[planted]/nofile/soft"),
            different("the mask at login", "sed -i 's/^UMASK.*/UMASK 027/' /etc/login.defs", "os/login[UMASK]"),
            missing(
                    "a kernel setting",
                    "echo 'vm.max_map_count = 262144' > /etc/sysctl.d/99-planted.conf",
                    "os/sysctl[vm.max_map_count]/configured"),
            missing(
                            "an authority",
                            "openssl req -x509 -newkey rsa:2048 -nodes -keyout /k.pem -out /c.pem -subj /CN=planted 2>/dev/null"
                                    + " && cat /c.pem >> /etc/ssl/certs/ca-certificates.crt",
                            "os/ca/certificate[CN=planted]")
                    .and("os/ca/count", DriftState.DIFFERENT),
            different(
                    "a security property of Java",
                    "sed -i --follow-symlinks 's/^networkaddress.cache.negative.ttl=.*/networkaddress.cache.negative.ttl=77/' "
                            + JAVA + "/conf/security/java.security",
                    "jdk/installation[*]/security[networkaddress.cache.negative.ttl]"),
            different(
                    "the build of Java",
                    "sed -i '/^JAVA_RUNTIME_VERSION=/ s/\"$/-planted\"/' " + JAVA + "/release",
                    "jdk/installation[*]/build"),
            missing(
                            "an authority of Java",
                            JAVA
                                    + "/bin/keytool -genkeypair -alias planted -dname CN=planted -keyalg RSA -keystore /k.p12"
                                    + " -storepass changeit && " + JAVA + "/bin/keytool -exportcert -alias planted"
                                    + " -keystore /k.p12 -storepass changeit -file /c.der && " + JAVA
                                    + "/bin/keytool -importcert -noprompt -alias planted -file /c.der -cacerts"
                                    + " -storepass changeit",
                            "jdk/installation[*]/truststore/certificate[CN=planted]")
                    .and("jdk/installation[*]/truststore/count", DriftState.DIFFERENT));

    /** What every copy begins with, whatever this machine has. */
    private static final String BEGINNING = """
            ln -sf /usr/share/zoneinfo/Etc/UTC /etc/localtime
            echo Etc/UTC > /etc/timezone
            rm -f /etc/locale.conf
            echo LANG=C.UTF-8 > /etc/default/locale
            """;

    @TempDir
    Path directory;

    private Chamber chamber;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        Needs.command("openssl");
        chamber = Chamber.open();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (chamber != null) {
            chamber.close();
        }
    }

    @Tag("seeded")
    @TestFactory
    Stream<DynamicTest> aChangedFileIsOneDriftOfOneSection() throws IOException, InterruptedException {
        Taken base = taken("base", "true");
        assertThat(taken("again", "true").differences(base)).isEmpty();
        return Acceptance.of(MUTATIONS, FEW).stream()
                .map(mutation -> DynamicTest.dynamicTest(mutation.name(), () -> {
                    Taken changed = taken("changed", mutation.script());
                    OwnDrift.holds(mutation, base, changed, directory);
                }));
    }

    private Taken taken(String name, String script) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(directory, name);
        Path root = chamber.copyOfFiles(place);
        try {
            chamber.script(directory, """
                    mount -t proc proc %1$s/proc
                    chroot %1$s sh -euc "$(cat <<'END'
                    %2$s
                    END
                    )"
                    umount %1$s/proc
                    """.formatted(
                            root, (BEGINNING + script).indent(20).strip()));
            return Taken.with(
                    chamber.inside(Program.agent()),
                    directory,
                    "--uncounted",
                    "--environment",
                    "test",
                    "--host-root",
                    root.toString());
        } finally {
            chamber.dropCopy(place);
        }
    }
}
