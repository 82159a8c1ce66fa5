package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.snapshot.HostKind;
import java.util.List;
import java.util.TreeMap;

/** What differs between hosts on any day. */
final class HostNoise {
    private static final String OS = "os";
    private static final String PACKAGES = "package";

    static final List<Noise> ALL = List.of(
            new Noise(
                    "5 to 20 packages at other patches, staging or production", 90, p -> packages(p.inEither(), 5, 20)),
            new Noise("one host of production rebuilt: kernel, 3 to 8 packages", 40, p -> {
                packages(p.onOneHost(), 3, 8);
                p.set(OS, "kernel/version", "6.1.148", VersionScheme.GENERIC);
            }),
            new Noise(
                    "data of time zones a release behind",
                    40,
                    p -> p.anywhere()
                            .set(OS, "tzdata/version", "2026a", VersionScheme.GENERIC)
                            .set(PACKAGES, "deb[tzdata]/version", "2026a-0+deb12u1", VersionScheme.DEB)),
            new Noise("tools of debugging installed outside production", 60, p -> {
                for (String tool : p.some(p.between(1, 3), List.of("strace", "vim", "htop", "tcpdump"))) {
                    p.in(p.pick("dev", "staging"))
                            .set(PACKAGES, "deb[" + tool + "]/version", "6.1-0.1", VersionScheme.DEB);
                }
            }),
            new Noise("1 to 3 kernel settings tuned in production", 40, p -> {
                List<String> settings =
                        List.of("vm.swappiness", "net.ipv4.tcp_fin_timeout", "fs.aio-max-nr", "vm.dirty_ratio");
                for (String setting : p.some(p.between(1, 3), settings)) {
                    p.in("prod").set(OS, "sysctl[" + setting + "]/value", p.between(5, 40));
                }
            }),
            new Noise("hosts of other sizes", 60, p -> {
                p.in("staging").set(OS, "memory/total", Scene.megabytes(8192L * p.between(1, 2)));
                p.set(OS, "memory/usable", Scene.megabytes(8192)).set(OS, "cpu/online", p.between(2, 4));
            }),
            new Noise("limits that follow the memory", 40, p -> {
                for (String service : List.of("shop-web", "shop-worker", "shop-orders")) {
                    p.in("staging")
                            .set("process[" + service + "]", "limit[nproc]/soft", "31804")
                            .set("process[" + service + "]", "limit[nproc]/hard", "31804");
                }
            }),
            new Noise(
                    "options of a mount",
                    30,
                    p -> p.anywhere().set(OS, "mount[%2F]/options", Scene.texts("noatime", "rw"))),
            new Noise(
                    "name servers of each environment",
                    60,
                    p -> p.in("staging").set(OS, "resolver/nameservers", Scene.order("10.10.0.2"))),
            new Noise("a few certificate authorities more", 20, p -> {
                for (String authority : p.some(p.between(1, 2), List.of("CN=Certum New Root", "CN=New Root X2"))) {
                    p.inEither().set(OS, "ca/certificate[" + authority + "]", "sha256:" + authority.hashCode());
                }
            }),
            new Noise("developers' laptops in place of servers", 40, HostNoise::laptops),
            new Noise(
                    "Java a patch behind in production",
                    25,
                    p -> p.in("prod")
                            .set("jdk", "default/version", "17.0.18", VersionScheme.JDK)
                            .set("jdk", "installation[debian-17]/version", "17.0.18", VersionScheme.JDK)
                            .set("process[shop-web]", "runtime/version", "17.0.18", VersionScheme.JDK)),
            new Noise(
                    "a tool at another patch on one host",
                    40,
                    p -> p.onOneHost()
                            .set(PACKAGES, "tool[openssl]/version", "3.0.22", VersionScheme.GENERIC)
                            .set(PACKAGES, "deb[openssl]/version", "3.0.22-1~deb12u2", VersionScheme.DEB)
                            .set(PACKAGES, "deb[libssl3]/version", "3.0.22-1~deb12u2", VersionScheme.DEB)));

    private HostNoise() {}

    private static void packages(Planting planting, int least, int most) {
        SceneHost host = planting.scene().with("prod", PACKAGES).get(0);
        List<String> all = host.sections.getOrDefault(PACKAGES, new TreeMap<>()).keySet().stream()
                .filter(path -> path.startsWith("deb[") && path.endsWith("/version") && !path.contains("postgresql"))
                .toList();
        for (String path : planting.some(planting.between(least, most), all)) {
            if (host.find(PACKAGES, path).orElse(null) instanceof Value.Version version) {
                planting.set(PACKAGES, path, version.version() + "+u" + planting.between(1, 3), VersionScheme.DEB);
            }
        }
    }

    private static void laptops(Planting planting) {
        planting.scene().of("dev").forEach(host -> host.kind = HostKind.LAPTOP);
        planting.in("dev")
                .set(OS, "distribution/id", "ubuntu")
                .set(OS, "distribution/version", "24.04", VersionScheme.GENERIC)
                .set(OS, "libc/version", "2.39", VersionScheme.GENERIC)
                .set(OS, "kernel/version", "6.8.0", VersionScheme.GENERIC)
                .set(OS, "timezone", "Europe/Vienna")
                .set(OS, "locale/charset", "UTF-8")
                .set(OS, "memory/total", Scene.megabytes(32768))
                .set(PACKAGES, "deb[curl]/version", "8.5.0-2ubuntu10", VersionScheme.DEB)
                .set(PACKAGES, "tool[psql]/version", "16.4", VersionScheme.GENERIC)
                .set("process[shop-web]", "user", "dana")
                .set("process[shop-web]", "group", "dana");
    }
}
