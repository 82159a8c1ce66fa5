package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.VersionScheme;
import java.util.List;

/** What all services of a host stand on. */
final class HostFaults {
    private static final String OS = "os";

    static final List<Fault> ALL = List.of(
            new Fault(
                    "another time zone",
                    p -> p.anywhere()
                            .set(OS, "timezone", p.pick("Europe/Berlin", "America/New_York"))
                            .set(OS, "timezone-rule", "other")),
            new Fault(
                    "another character set",
                    p -> p.anywhere()
                            .set(OS, "locale/charset", "UTF-8")
                            .set(OS, "locale/setting[LANG]", "de_DE.UTF-8")),
            new Fault(
                    "another C library",
                    p -> p.inEither()
                            .set(OS, "libc/kind", "musl")
                            .set(OS, "libc/version", "1.2.4", VersionScheme.GENERIC)),
            new Fault(
                    "another architecture",
                    p -> p.anywhere()
                            .set(OS, "architecture", "aarch64")
                            .set("package", "architecture", Scene.texts("arm64"))),
            new Fault(
                    "another release of the distribution",
                    p -> p.inEither()
                            .set(OS, "distribution/version", "11", VersionScheme.GENERIC)
                            .set(OS, "distribution/codename", "bullseye")
                            .set(OS, "libc/version", "2.31", VersionScheme.GENERIC)
                            .set("package", "deb[curl]/version", "7.74.0-1.3+deb11u7", VersionScheme.DEB)
                            .set("package", "deb[bash]/version", "5.1-2+deb11u1", VersionScheme.DEB)),
            new Fault(
                    "another search domain",
                    p -> p.anywhere().set(OS, "resolver/search", Scene.order("legacy.example"))),
            new Fault(
                    "names looked up in another order",
                    p -> p.anywhere().set(OS, "lookup/order[hosts]", Scene.order("dns", "files"))),
            new Fault(
                    "a name fixed in the hosts file",
                    p -> p.anywhere().set(OS, "hosts/entry[payments.example]", Scene.texts("10.9.9.9"))),
            new Fault(
                    "a certificate authority gone",
                    p -> p.anywhere()
                            .drop(
                                    OS,
                                    "ca/certificate["
                                            + p.pick(
                                                    "CN=Amazon Root CA 1,O=Amazon,C=US",
                                                    "CN=GTS Root R1,O=Google Trust Services LLC,C=US")
                                            + "]")),
            new Fault(
                    "a kernel setting",
                    p -> p.anywhere()
                            .set(
                                    OS,
                                    p.pick("sysctl[vm.overcommit_memory]/value", "sysctl[net.core.somaxconn]/value"),
                                    2)),
            new Fault(
                    "few open files",
                    p -> p.anywhere()
                            .set("process[shop-web]", "limit[nofile]/soft", "1024")
                            .set("process[shop-web]", "limit[nofile]/hard", "4096")),
            new Fault(
                    "another client tool",
                    p -> p.anywhere()
                            .set("package", "tool[psql]/version", "13.11", VersionScheme.GENERIC)
                            .set("package", "tool[pg_dump]/version", "13.11", VersionScheme.GENERIC)
                            .set("package", "deb[postgresql-client-15]/version", "13.11-0+deb11u1", VersionScheme.DEB)),
            new Fault(
                    "a clock nobody sets",
                    p -> p.anywhere()
                            .set(OS, "clock/sync/synchronized", false)
                            .set(OS, "clock/sync/services", Scene.texts())),
            new Fault(
                    "a disk mounted without the right to execute",
                    p -> p.anywhere().set(OS, "mount[%2Ftmp]/options", Scene.texts("noexec", "relatime", "rw"))));

    private HostFaults() {}
}
