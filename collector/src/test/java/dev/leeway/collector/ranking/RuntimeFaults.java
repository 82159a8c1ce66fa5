package dev.leeway.collector.ranking;

import dev.leeway.schema.fact.VersionScheme;
import java.util.List;

/** Processes and the Java they run on. */
final class RuntimeFaults {
    private static final String WEB = "process[shop-web]";
    private static final String JDK = "jdk";

    static final List<Fault> ALL = List.of(
            new Fault("another major Java", p -> java(p.inEither(), p.pick("11.0.24", "21.0.4"))),
            new Fault("a Java nobody rehearsed", p -> java(p.in("prod"), "17.0.20")),
            new Fault(
                    "another garbage collector",
                    p -> p.inEither()
                            .drop(WEB, "jvm/flag[UseG1GC]")
                            .set(WEB, "jvm/flag[UseSerialGC]", true)
                            .set(WEB, "jvm/gc/name", "Serial")),
            new Fault("a debugger's port", p -> p.in("prod").set(WEB, "debug[jdwp]", "*:5005")),
            new Fault("another user", p -> p.anywhere().set(WEB, "user", "root").set(WEB, "group", "root")),
            new Fault(
                    "libraries replaced under the process",
                    p -> p.anywhere().set(WEB, "stale/files", Scene.texts("/usr/lib/x86_64-linux-gnu/libssl.so.3"))),
            new Fault(
                    "a system property",
                    p -> p.anywhere()
                            .set(WEB, "jvm/property[" + p.pick("file.encoding", "user.timezone") + "]", "ISO-8859-1")),
            new Fault(
                    "algorithms of TLS",
                    p -> p.anywhere()
                            .set(
                                    JDK,
                                    "installation[debian-17]/security[jdk.tls.disabledAlgorithms]",
                                    Scene.texts("NULL", "SSLv3", "anon"))),
            new Fault(
                    "another agent in the machine",
                    p -> p.anywhere()
                            .set(WEB, "jvm/agent[jmx_prometheus_javaagent]/path", "/opt/agents/jmx.jar")
                            .set(WEB, "jvm/agent[jmx_prometheus_javaagent]/version", "0.16.1", VersionScheme.MAVEN)),
            new Fault(
                    "another interpreter",
                    p -> p.inEither()
                            .set("process[shop-worker]", "runtime/line", "3.9", VersionScheme.GENERIC)
                            .set("process[shop-worker]", "runtime/version", "3.9.2", VersionScheme.GENERIC)
                            .set(
                                    "dependency[shop-worker]",
                                    "python/interpreter/version",
                                    "3.9.2",
                                    VersionScheme.PEP440)),
            new Fault("a service that does not run", p -> {
                p.in("prod");
                for (SceneHost host : p.scene().with("prod", "process[shop-recommend]")) {
                    host.removeIf((section, path) -> path.isEmpty()
                            ? section.endsWith("[shop-recommend]")
                            : path.startsWith("service[shop-recommend]/") || path.startsWith("copy[shop-recommend]/"));
                }
                p.toldBy("process/service[shop-recommend]/namedBy")
                        .toldBy("process/service[shop-recommend]/anchoredBy")
                        .toldBy("env/service[shop-recommend]/observed");
            }));

    private RuntimeFaults() {}

    private static void java(Planting planting, String version) {
        planting.set(JDK, "default/version", version, VersionScheme.JDK)
                .set(JDK, "installation[debian-17]/version", version, VersionScheme.JDK)
                .set(WEB, "runtime/version", version, VersionScheme.JDK);
    }
}
