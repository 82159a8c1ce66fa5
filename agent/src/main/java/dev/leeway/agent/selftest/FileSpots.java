package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.harmless;
import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.ArrayList;
import java.util.List;

/** The places in files and kernel trees that are there once on a host: each holds one secret at a time. */
final class FileSpots {
    private static final String JDK = "/usr/lib/jvm/temurin-17";

    private FileSpots() {}

    static List<Spot> all() {
        List<Spot> spots = new ArrayList<>();
        system(spots);
        kernel(spots);
        java(spots);
        packages(spots);
        repositories(spots);
        spots.addAll(SettingSpots.all());
        spots.addAll(PackedSpots.all());
        spots.addAll(MacSpots.all());
        spots.addAll(WorkingCopySpots.all());
        spots.addAll(CertificateSpots.all());
        spots.addAll(CustomSpots.all());
        return List.copyOf(spots);
    }

    private static Spot line(String name, String path, String before, String after) {
        return plain(name, Notation.LINE, (host, text) -> host.file(path, before + text + after + "\n"));
    }

    /** A line of which single words are read. */
    private static Spot word(String name, String path, String before, String after) {
        return plain(name, Notation.WORD, (host, text) -> host.file(path, before + text + after + "\n"));
    }

    private static void system(List<Spot> to) {
        to.add(line("os-release VERSION_CODENAME", "/etc/os-release", "VERSION_CODENAME=\"", "\""));
        to.add(word("os-release VARIANT_ID", "/etc/os-release", "VARIANT_ID=", ""));
        to.add(word("os-release ID_LIKE", "/etc/os-release", "ID_LIKE=\"", "\""));
        to.add(line("debian_version", "/etc/debian_version", "", ""));
        to.add(line("timezone", "/etc/timezone", "", ""));
        to.add(line("locale.conf LANG", "/etc/locale.conf", "LANG=", ""));
        to.add(word("resolv.conf search", "/etc/resolv.conf", "search ", ""));
        to.add(word("resolv.conf options", "/etc/resolv.conf", "options x:", ""));
        to.add(word("nsswitch.conf hosts", "/etc/nsswitch.conf", "hosts: files ", ""));
        to.add(word("hosts entry", "/etc/hosts", "10.0.0.9 ", ""));
        to.add(plain(
                "ld.so.preload",
                Notation.LISTED_NAME,
                (host, text) -> host.file("/etc/ld.so.preload", "/usr/lib/" + text + ".so\n")));
        to.add(line("sysctl setting", "/etc/sysctl.d/50-shop.conf", "kernel.core_pattern = |/usr/bin/dump ", ""));
        to.add(word("login limits", "/etc/security/limits.d/shop.conf", "* soft nofile ", ""));
        to.add(word("login.defs", "/etc/login.defs", "UMASK ", ""));
        to.add(word("chrony server", "/etc/chrony/chrony.conf", "server ", " iburst"));
        to.add(line("openssl.cnf", "/etc/ssl/openssl.cnf", "[system_default_sect]\nMinProtocol = ", ""));
        to.add(word("SELinux type", "/etc/selinux/config", "SELINUXTYPE=", ""));
        to.add(line("systemd default", "/etc/systemd/system.conf", "[Manager]\nDefaultEnvironment=DB_PASSWORD=", ""));
        to.add(named(
                "/etc/environment, telling name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file("/etc/environment", "DB_PASSWORD=" + text + "\n")));
        to.add(unnamed(
                "/etc/environment, other name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file("/etc/environment", "GREETING=" + text + "\n")));
        to.add(named(
                "apt proxy, password",
                Notation.WORD,
                (host, text) -> host.file(
                        "/etc/apt/apt.conf.d/95proxy",
                        "Acquire::http::Proxy \"http://shop:" + text + "@proxy:3128\";\n")));
        to.add(named(
                "proxy of a container engine, password",
                Notation.WORD,
                (host, text) -> host.file(
                        "/etc/systemd/system/docker.service.d/proxy.conf",
                        "[Service]\nEnvironment=\"HTTPS_PROXY=http://shop:" + text + "@proxy:3128\"\n")));
        to.add(plain(
                "name of a sysctl file",
                Notation.FILE_NAME,
                (host, text) -> host.file("/etc/sysctl.d/" + text + ".conf", "vm.swappiness = 1\n")));
        to.add(plain(
                "name of a limits file",
                Notation.FILE_NAME,
                (host, text) -> host.file("/etc/security/limits.d/" + text + ".conf", "* hard nproc 99\n")));
    }

    private static void kernel(List<Spot> to) {
        to.add(named(
                "kernel command line, telling name",
                Notation.WORD,
                (host, text) -> host.kernel("/cmdline", "root=/dev/sda1 luks_password=" + text + " quiet\n")));
        to.add(unnamed(
                "kernel command line, other name",
                Notation.WORD,
                (host, text) -> host.kernel("/cmdline", "root=/dev/sda1 greeting=" + text + " quiet\n")));
        to.add(plain(
                "core pattern",
                Notation.LINE,
                (host, text) -> host.kernel("/sys/kernel/core_pattern", "|/usr/bin/dump " + text + "\n")));
        to.add(plain(
                "kernel version",
                Notation.LINE,
                (host, text) -> host.kernel("/sys/kernel/version", "#1 SMP " + text + "\n")));
        to.add(plain(
                "mount options",
                Notation.WORD,
                (host, text) -> host.kernel(
                                "/self/mountinfo",
                                "36 35 98:0 / /home rw,noatime - cifs //nas/x rw,password=" + text + "\n")
                        .kernel("/mounts", "//nas/x /home cifs rw,password=" + text + " 0 0\n")
                        .kernel("/1/mounts", "//nas/x /home cifs rw,password=" + text + " 0 0\n")
                        .kernel("/1/mountinfo", "36 35 98:0 / /home rw,password=" + text + " - cifs //nas/x rw\n")));
        to.add(plain(
                "product name", Notation.LINE, (host, text) -> host.device("/class/dmi/id/product_name", text + "\n")));
        to.add(plain(
                "system vendor", Notation.LINE, (host, text) -> host.device("/class/dmi/id/sys_vendor", text + "\n")));
        to.add(plain(
                "processor model",
                Notation.LINE,
                (host, text) -> host.kernel("/cpuinfo", "processor\t: 0\nmodel name\t: " + text + "\n")));
        to.add(plain(
                "clock source",
                Notation.LINE,
                (host, text) ->
                        host.device("/devices/system/clocksource/clocksource0/current_clocksource", text + "\n")));
    }

    private static void java(List<Spot> to) {
        to.add(jdk("JDK vendor", "IMPLEMENTOR=\"", "\""));
        to.add(jdk("JDK version", "JAVA_VERSION=\"17.0.15\"\nJAVA_RUNTIME_VERSION=\"", "\""));
        to.add(jdkWord("JDK modules", "JAVA_VERSION=\"17.0.15\"\nMODULES=\"java.base ", "\""));
        to.add(security("java.security, telling name", "keystore.password=", true));
        to.add(security("java.security, other name", "security.provider.1=", false));
        to.add(security("java.security, networkaddress", "networkaddress.cache.ttl=", false));
        to.add(named(
                "management.properties",
                Notation.LINE,
                (host, text) -> host.file(JDK + "/release", "JAVA_VERSION=\"17.0.15\"\n")
                        .file(JDK + "/bin/java", "")
                        .file(
                                JDK + "/conf/management/management.properties",
                                "com.sun.management.jmxremote.password=" + text + "\n")));
        to.add(named(
                "net.properties",
                Notation.LINE,
                (host, text) -> host.file(JDK + "/release", "JAVA_VERSION=\"17.0.15\"\n")
                        .file(JDK + "/bin/java", "")
                        .file(JDK + "/conf/net.properties", "http.proxyPassword=" + text + "\n")));
        to.add(plain(
                "directory of a JDK",
                Notation.FILE_NAME,
                (host, text) -> host.file("/usr/lib/jvm/" + text + "/release", "JAVA_VERSION=\"17.0.15\"\n")
                        .file("/usr/lib/jvm/" + text + "/bin/java", "")));
    }

    private static Spot jdkWord(String name, String before, String after) {
        return plain(name, Notation.WORD, jdk(name, before, after).planter());
    }

    private static Spot jdk(String name, String before, String after) {
        return plain(
                name,
                Notation.PLAIN_LINE,
                (host, text) -> host.file(JDK + "/release", "OS_ARCH=\"x86_64\"\n" + before + text + after + "\n")
                        .file(JDK + "/bin/java", ""));
    }

    private static Spot security(String name, String before, boolean telling) {
        Spot.Planter planter = (host, text) -> host.file(JDK + "/release", "JAVA_VERSION=\"17.0.15\"\n")
                .file(JDK + "/bin/java", "")
                .file(JDK + "/conf/security/java.security", before + text + "\n");
        return telling ? named(name, Notation.PLAIN_LINE, planter) : plain(name, Notation.PLAIN_LINE, planter);
    }

    private static void packages(List<Spot> to) {
        to.add(dpkg("dpkg package name", "", ""));
        to.add(dpkg("dpkg version", "shop-", "\nVersion: "));
        to.add(dpkg("dpkg architecture", "shop\nVersion: 1.0", "\nArchitecture: "));
        to.add(dpkg("dpkg origin", "shop\nVersion: 1.0", "\nOrigin: "));
        to.add(dpkg("dpkg vendor", "shop\nVersion: 1.0", "\nMaintainer: "));
        to.add(plain(
                "dpkg status",
                Notation.WORD,
                (host, text) -> host.file(
                        "/var/lib/dpkg/status", "Package: shop\nVersion: 1.0\nStatus: hold ok " + text + "\n\n")));
        to.add(line("foreign architecture", "/var/lib/dpkg/arch", "amd64\n", ""));
        to.add(plain(
                "apk version",
                Notation.PLAIN_LINE,
                (host, text) -> host.file("/lib/apk/db/installed", "C:Q1x\nP:shop\nV:" + text + "\nA:x86_64\n\n")));
        to.add(plain(
                "apk package name",
                Notation.PLAIN_LINE,
                (host, text) -> host.file("/lib/apk/db/installed", "C:Q1x\nP:" + text + "\nV:1.0-r0\nA:x86_64\n\n")));
        to.add(line("apk world", "/etc/apk/world", "shop=", ""));
        to.add(plain(
                "name of a tool's directory",
                Notation.FILE_NAME,
                (host, text) -> host.file("/opt/" + text + "/bin/psql", "")
                        .link("/usr/bin/psql", "/opt/" + text + "/bin/psql")));
    }

    private static Spot dpkg(String name, String first, String before) {
        return plain(
                name,
                Notation.PLAIN_LINE,
                (host, text) -> host.file(
                        "/var/lib/dpkg/status",
                        "Package: " + first + before + text
                                + "\nStatus: install ok installed\nVersion: 1.0-1\nArchitecture: amd64\n\n"));
    }

    private static void repositories(List<Spot> to) {
        to.add(named(
                "apt repository, password",
                Notation.WORD,
                (host, text) -> host.file(
                        "/etc/apt/sources.list",
                        "deb https://shop:" + text + "@apt.example.com/debian bookworm main\n")));
        to.add(harmless(
                "apt repository, path",
                Notation.FILE_NAME,
                (host, text) -> host.file(
                        "/etc/apt/sources.list", "deb https://apt.example.com/" + text + "/debian bookworm main\n")));
        to.add(plain(
                "apt repository, suite",
                Notation.WORD,
                (host, text) ->
                        host.file("/etc/apt/sources.list", "deb https://apt.example.com/debian " + text + " main\n")));
        to.add(plain(
                "name of an apt list",
                Notation.FILE_NAME,
                (host, text) -> host.file(
                        "/etc/apt/sources.list.d/" + text + ".list",
                        "deb https://apt.example.com/debian bookworm main\n")));
        to.add(named(
                "apk repository, password",
                Notation.WORD,
                (host, text) ->
                        host.file("/etc/apk/repositories", "https://shop:" + text + "@apk.example.com/v3.20/main\n")));
        to.add(named(
                "yum repository, password in URL",
                Notation.WORD,
                (host, text) -> host.file(
                        "/etc/yum.repos.d/shop.repo",
                        "[shop]\nname=shop\nbaseurl=https://shop:" + text + "@yum.example.com/9/\nenabled=1\n")));
        to.add(named(
                "yum repository, password",
                Notation.LINE,
                (host, text) -> host.file(
                        "/etc/yum.repos.d/shop.repo",
                        "[shop]\nname=shop\nbaseurl=https://yum.example.com/9/\npassword=" + text + "\nenabled=1\n")));
        to.add(plain(
                "yum repository, id",
                Notation.WORD,
                (host, text) -> host.file(
                        "/etc/yum.repos.d/shop.repo",
                        "[" + text + "]\nname=shop\nbaseurl=https://yum.example.com/9/\nenabled=1\n")));
    }
}
