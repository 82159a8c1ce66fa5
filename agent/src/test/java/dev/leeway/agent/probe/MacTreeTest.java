package dev.leeway.agent.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.host.HostIdentity;
import dev.leeway.agent.probe.jdk.JdkProbe;
import dev.leeway.agent.probe.os.OsProbe;
import dev.leeway.agent.probe.packages.PackageProbe;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.testing.FixtureHost;
import dev.leeway.agent.testing.RecordedSection;
import dev.leeway.agent.testing.RecordingRecorder;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.snapshot.HostKind;
import dev.leeway.schema.yaml.CatalogueReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree laid out as Apple, Homebrew and makers of Java document a Mac to be; no real one was ever seen. */
class MacTreeTest {
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <plist version="1.0">
            """;
    private static final String PREFERENCES =
            "YnBsaXN0MDDTAQIDBAcIXkFwcGxlTGFuZ3VhZ2VzW0FwcGxlTG9jYWxlXxAVQXBwbGVNZWFzdXJlbWVudFVuaXRzogUGVWRlLURFVWVuLURFVWRlX0RFW0NlbnRpbWV0ZXJzCA8eKkJFS1FXAAAAAAAAAQEAAAAAAAAACQAAAAAAAAAAAAAAAAAAAGM=";
    private static final int UNIVERSAL = 0xCAFEBABE;

    private FixtureHost mac = FixtureHost.in(Path.of("unset"));

    @BeforeEach
    void laysOutAMac(@TempDir Path directory) {
        mac = FixtureHost.in(directory);
        plist("/System/Library/CoreServices/SystemVersion.plist", """
                <dict><key>BuildID</key><string>1</string><key>ProductBuildVersion</key><string>23E224</string>
                <key>ProductName</key><string>macOS</string><key>ProductVersion</key><string>14.4.1</string></dict>
                """);
        plist("/Library/Preferences/SystemConfiguration/preferences.plist", """
                <dict><key>System</key><dict><key>Network</key><dict><key>HostNames</key><dict>
                <key>LocalHostName</key><string>anas-mac</string></dict></dict></dict></dict>
                """);
        mac.file(
                "/Library/Preferences/.GlobalPreferences.plist",
                Base64.getDecoder().decode(PREFERENCES));
        mac.file("/bin/sh", ByteBuffer.allocate(8).putInt(UNIVERSAL).putInt(2).array());
        mac.file("/private/var/db/timezone/zoneinfo/Europe/Berlin", zone());
        mac.file("/private/var/db/timezone/zoneinfo/+VERSION", "2024a\n");
        mac.link("/var", "private/var");
        mac.link("/etc", "private/etc");
        mac.link("/private/etc/localtime", "/var/db/timezone/zoneinfo/Europe/Berlin");
        mac.link("/usr/share/zoneinfo", "/var/db/timezone/zoneinfo");
    }

    @Test
    void tellsWhichSystemItIs() throws Exception {
        RecordedSection os = seen(new OsProbe());
        assertThat(os.shown("distribution/id")).contains("macos");
        assertThat(os.shown("distribution/version")).contains("14.4.1");
        assertThat(os.shown("distribution/build")).contains("23E224");
        assertThat(os.shown("libc/kind")).contains("libsystem");
        assertThat(os.shown("timezone")).contains("Europe/Berlin");
        assertThat(os.shown("tzdata/version")).contains("2024a");
        assertThat(os.shown("locale/setting[AppleLocale]")).contains("de_DE");
        assertThat(os.shown("init/system")).contains("launchd");
        HostIdentity identity = HostIdentity.of(mac.mountedTree(), false, false);
        assertThat(identity.name()).isEqualTo("anas-mac");
        assertThat(identity.kind()).isEqualTo(HostKind.LAPTOP);
    }

    @Test
    void saysOfWhatOnlyARunningMacCouldTellThatNobodyAsked() throws Exception {
        RecordedSection os = seen(new OsProbe());
        assertThat(os.uncovered())
                .contains("architecture not requested", "kernel/version not requested", "locale/charset not requested");
        assertThat(os.paths()).noneMatch(path -> path.startsWith("clock/"));
        assertThat(os.uncovered()).allMatch(gap -> gap.endsWith(" not requested"));
        assertThat(os.paths()).noneMatch(path -> path.startsWith("memory/"));
        mac.file("/bin/sh", new byte[] {(byte) 0xCF, (byte) 0xFA, (byte) 0xED, (byte) 0xFE, 0x0C, 0, 0, 0x01});
        assertThat(seen(new OsProbe()).shown("architecture")).contains("aarch64");
    }

    @Test
    void tellsWhatLaunchdWasToldToRun() throws Exception {
        plist("/Library/LaunchDaemons/com.acme.shop.plist", """
                <dict><key>Label</key><string>com.acme.shop</string>
                <key>ProgramArguments</key><array><string>/opt/shop/bin/shop</string><string>--serve</string></array>
                <key>RunAtLoad</key><true/>
                <key>EnvironmentVariables</key><dict><key>LOG_LEVEL</key><string>debug</string>
                <key>DB_PASSWORD</key><string>hunter2</string></dict></dict>
                """);
        plist("/Users/ana/Library/LaunchAgents/env.plist", "<dict><key>Disabled</key><true/></dict>");
        mac.file("/Library/LaunchAgents/damaged.plist", "<plist><dict>");
        RecordedSection os = seen(new OsProbe());
        assertThat(os.shown("launchd[com.acme.shop]/program")).contains("/opt/shop/bin/shop");
        assertThat(os.shown("launchd[com.acme.shop]/run-at-load")).contains("true");
        assertThat(os.observed("launchd[com.acme.shop]/environment[DB_PASSWORD]"))
                .containsExactly(new Observed.Guarded("variable", "DB_PASSWORD", "hunter2"));
        assertThat(os.shown("launchd[env]/disabled")).contains("true");
        assertThat(os.uncovered()).contains("launchd[*]/** format");
    }

    @Test
    void findsJavaWhereMacsKeepIt() throws Exception {
        java("/Library/Java/JavaVirtualMachines/temurin-17.jdk/Contents/Home", "17.0.10", "Eclipse Adoptium");
        java("/Users/ana/Library/Java/JavaVirtualMachines/corretto-21.0.2/Contents/Home", "21.0.2", "Amazon.com Inc.");
        java("/opt/homebrew/Cellar/openjdk@11/11.0.22/libexec/openjdk.jdk/Contents/Home", "11.0.22", "Homebrew");
        mac.link("/opt/homebrew/opt/openjdk@11", "../Cellar/openjdk@11/11.0.22");
        RecordedSection jdk = seen(new JdkProbe());
        assertThat(jdk.toString()).contains("17.0.10", "21.0.2", "11.0.22");
        assertThat(jdk.paths())
                .anyMatch(path -> path.startsWith("personal[") && path.endsWith("/version"))
                .anyMatch(path -> path.startsWith("installation[") && path.endsWith("/version"));
        assertThat(jdk.uncovered()).isEmpty();
    }

    @Test
    void tellsWhatHomebrewInstalledAndWhichToolsAreOfIt() throws Exception {
        formula("libpq", "16.2_1", "arm64", "homebrew/core");
        formula("openssl@3", "3.2.1", "arm64", "homebrew/core");
        formula("node", "21.7.1", "x86_64", "acme/tools");
        mac.link("/opt/homebrew/var/homebrew/pinned/node", "../../../Cellar/node/21.7.1");
        mac.file("/opt/homebrew/Cellar/libpq/16.2_1/bin/psql", "x");
        mac.link("/opt/homebrew/bin/psql", "../Cellar/libpq/16.2_1/bin/psql");
        mac.file("/opt/homebrew/Caskroom/visual-studio-code/1.87.2/.keep", "");
        mac.file("/opt/homebrew/Caskroom/visual-studio-code/.metadata/1.87.2/20240312/Casks/x.json", "{}");
        RecordedSection packages = seen(new PackageProbe());
        assertThat(packages.shown("manager")).contains("{brew, cask}");
        assertThat(packages.shown("brew[libpq]/version")).contains("16.2_1");
        assertThat(packages.shown("brew[openssl@3]/version")).contains("3.2.1");
        assertThat(packages.shown("brew[node]/origin")).contains("acme/tools");
        assertThat(packages.shown("brew[node]/architecture")).contains("x86_64");
        assertThat(packages.shown("brew[node]/hold")).contains("true");
        assertThat(packages.paths())
                .doesNotContain("brew[libpq]/origin", "brew[libpq]/architecture", "brew[libpq]/hold");
        assertThat(packages.shown("cask[visual-studio-code]/version")).contains("1.87.2");
        assertThat(packages.shown("tool[psql]/version")).contains("16.2");
        assertThat(packages.shown("tool[psql]/packaged")).contains("true");
        mac.deny("/opt/homebrew/Cellar");
        assertThat(seen(new PackageProbe()).uncovered()).contains("brew[*]/** permission");
    }

    @Test
    void readsADamagedListAsAGap() throws Exception {
        mac.file("/System/Library/CoreServices/SystemVersion.plist", "bplist00hunter2");
        RecordedSection os = seen(new OsProbe());
        assertThat(os.uncovered()).contains("distribution/** format");
        assertThat(os.toString()).doesNotContain("hunter2");
    }

    private RecordedSection seen(Probe probe) throws Exception {
        RecordedSection seen = RecordingRecorder.of(probe, mac.mountedTree()).host();
        SectionKey key = SectionKey.of(probe.spec().name());
        assertThat(seen.paths())
                .as("facts of the catalogue")
                .allMatch(path ->
                        CATALOGUE.entry(new Address(key, FactPath.parse(path))).isPresent());
        return seen;
    }

    private void plist(String path, String content) {
        mac.file(path, HEAD + content + "</plist>\n");
    }

    private void java(String home, String version, String implementor) {
        mac.file(
                home + "/release",
                "IMPLEMENTOR=\"" + implementor + "\"\nJAVA_VERSION=\"" + version
                        + "\"\nOS_ARCH=\"aarch64\"\nOS_NAME=\"Darwin\"\n");
        mac.file(home + "/bin/java", "");
    }

    private void formula(String name, String version, String arch, String tap) {
        mac.file(
                "/opt/homebrew/Cellar/" + name + "/" + version + "/INSTALL_RECEIPT.json",
                "{\"homebrew_version\":\"4.2.12\",\"poured_from_bottle\":true,\"time\":1710000000,\"source\":{\"tap\":\""
                        + tap + "\"},\"arch\":\"" + arch + "\"}");
    }

    private static byte[] zone() {
        byte[] rule = "\nCET-1CEST,M3.5.0,M10.5.0/3\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer zone = ByteBuffer.allocate(44 + rule.length);
        zone.put("TZif2".getBytes(StandardCharsets.US_ASCII));
        zone.position(44);
        return zone.put(rule).array();
    }
}
