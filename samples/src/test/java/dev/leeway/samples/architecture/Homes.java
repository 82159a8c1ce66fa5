package dev.leeway.samples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** Who lives where, and what counts as reaching outside. */
final class Homes {
    /** Rooms whose code is a function of its arguments. */
    static final String[] PURE = {
        "dev.leeway.schema.fact..",
        "dev.leeway.schema.snapshot..",
        "dev.leeway.schema.report..",
        "dev.leeway.schema.policy..",
        "dev.leeway.agent.redact..",
        "dev.leeway.agent.format..",
        "dev.leeway.agent.service..",
        "dev.leeway.collector.selector..",
        "dev.leeway.collector.align..",
        "dev.leeway.collector.compare..",
        "dev.leeway.collector.version..",
        "dev.leeway.collector.constraint..",
        "dev.leeway.collector.judge..",
        "dev.leeway.collector.policy..",
        "dev.leeway.collector.isolation..",
        "dev.leeway.collector.agreement..",
        "dev.leeway.collector.image..",
        "dev.leeway.collector.cause..",
        "dev.leeway.collector.history..",
        "dev.leeway.collector.identity..",
        "dev.leeway.collector.digest..",
        "dev.leeway.collector.report.."
    };

    /** In-memory streams and the exceptions and marks every class may carry. */
    private static final Set<String> HARMLESS_IO = Set.of(
            "java.io.Serializable",
            "java.io.IOException",
            "java.io.UncheckedIOException",
            "java.io.ByteArrayOutputStream",
            "java.io.ByteArrayInputStream",
            "java.io.StringReader",
            "java.io.StringWriter",
            "java.io.Reader");

    /** What somebody else opened and hands in, as a port does: pure readers take it for so many bytes. */
    private static final Set<String> HANDED_IN = Set.of("java.nio.channels.SeekableByteChannel");

    private static final Set<String> HARMLESS_NET =
            Set.of("java.net.URI", "java.net.URISyntaxException", "java.net.URLDecoder", "java.net.URLEncoder");

    /** Each library and the rooms that may name it. */
    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("picocli..", List.of("dev.leeway.agent.cli..", "dev.leeway.collector.cli..")),
            Map.entry("com.fasterxml.jackson..", List.of("dev.leeway.schema.json..", "dev.leeway.agent.format.json..")),
            Map.entry("org.snakeyaml..", List.of("dev.leeway.schema.yaml..")),
            Map.entry("com.google.re2j..", List.of("dev.leeway.collector.constraint..")),
            Map.entry("io.github.nscuro..", List.of("dev.leeway.collector.version..")),
            Map.entry("org.sqlite..", List.of("dev.leeway.agent.host.sqlite..", "dev.leeway.collector.store.sql..")),
            Map.entry("org.postgresql..", List.of("dev.leeway.agent.host.jdbc..", "dev.leeway.collector.store.sql..")),
            Map.entry(
                    "java.sql..",
                    List.of(
                            "dev.leeway.agent.host.sqlite..",
                            "dev.leeway.agent.host.jdbc..",
                            "dev.leeway.collector.store.sql..")),
            Map.entry(
                    "java.net.http..",
                    List.of(
                            "dev.leeway.agent.deliver.http..",
                            "dev.leeway.collector.notify..",
                            "dev.leeway.collector.server..")),
            Map.entry("com.zaxxer.hikari..", List.of("dev.leeway.collector.store.sql..")),
            Map.entry("org.jdbi..", List.of("dev.leeway.collector.store.sql..")),
            Map.entry("org.flywaydb..", List.of("dev.leeway.collector.store.sql..")),
            Map.entry("jakarta.mail..", List.of("dev.leeway.collector.notify..")),
            Map.entry("org.eclipse.angus..", List.of("dev.leeway.collector.notify..")),
            Map.entry("org.eclipse.jetty..", List.of("dev.leeway.collector.server.http..")),
            Map.entry(
                    "org.apache.commons.compress..",
                    List.of("dev.leeway.agent.host..", "dev.leeway.collector.store..")),
            Map.entry("org.mariadb..", List.of("dev.leeway.agent.host.jdbc..")),
            Map.entry("com.github.dockerjava..", List.of("dev.leeway.agent.host.docker..")),
            Map.entry(
                    "org.eclipse.jgit..",
                    List.of(
                            "dev.leeway.agent.host.git..",
                            "dev.leeway.collector.store.git..",
                            "dev.leeway.collector.source.git..")),
            Map.entry("com.typesafe.config..", List.of("dev.leeway.agent.format.hocon..")),
            Map.entry("io.airlift..", List.of("dev.leeway.agent.host.image..")),
            Map.entry("org.h2..", List.of("dev.leeway.agent.host.jdbc..")),
            Map.entry("com.github.luben..", List.of("dev.leeway.collector.store..")));

    private static final Set<String> LOADERS = Set.of("java.net.URLClassLoader", "java.util.ServiceLoader");

    /** The one place that loads what somebody added: drivers from the directory for them, in the installation itself. */
    private static final String DRIVERS = "dev.leeway.agent.host.jdbc.DriverDirectory";

    private Homes() {}

    static List<ArchRule> libraries() {
        return LIBRARIES.entrySet().stream()
                .map(library -> (ArchRule) noClasses()
                        .that()
                        .resideOutsideOfPackages(library.getValue().toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library.getKey()))
                .toList();
    }

    static DescribedPredicate<JavaClass> notForProbes() {
        return describe("lie beyond ports, formats and the schema", type -> {
            String room = type.getPackageName();
            boolean ours = room.startsWith("dev.leeway.");
            boolean open = room.startsWith("dev.leeway.agent.spi")
                    || room.startsWith("dev.leeway.agent.format")
                    || room.startsWith("dev.leeway.agent.probe.")
                    || room.equals("dev.leeway.schema.fact")
                    || room.equals("dev.leeway.schema.snapshot");
            return ours && !open;
        });
    }

    static DescribedPredicate<JavaClass> direct() {
        return describe(
                "reach the machine directly",
                type -> type.getPackageName().startsWith("java.nio.file")
                        || type.getName().startsWith("java.io.File")
                        || type.getName().equals("java.io.RandomAccessFile")
                        || (type.getPackageName().startsWith("java.net") && !HARMLESS_NET.contains(type.getName()))
                        || type.getPackageName().startsWith("java.sql"));
    }

    static DescribedPredicate<JavaClass> inputAndOutput() {
        return describe("do input or output", type -> {
            String room = type.getPackageName();
            return (room.equals("java.io") && !HARMLESS_IO.contains(type.getName()))
                    || room.startsWith("java.nio.file")
                    || (room.startsWith("java.nio.channels") && !HANDED_IN.contains(type.getName()))
                    || (room.startsWith("java.net") && !HARMLESS_NET.contains(type.getName()))
                    || room.startsWith("java.sql")
                    || room.startsWith("java.lang.management");
        });
    }

    static DescribedPredicate<JavaMethodCall> asksItsOwnMachine() {
        return describe("asks the machine it runs on", call -> {
            String target = call.getTargetOwner().getName() + "." + call.getName();
            return Set.of(
                            "java.lang.System.getenv",
                            "java.lang.System.getProperty",
                            "java.lang.System.getProperties",
                            "java.util.Locale.getDefault",
                            "java.time.ZoneId.systemDefault",
                            "java.util.TimeZone.getDefault")
                    .contains(target);
        });
    }

    static DescribedPredicate<JavaMethodCall> asksTheClock() {
        return describe("asks the clock", call -> {
            String owner = call.getTargetOwner().getName();
            String name = call.getName();
            return (owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system")))
                    || (owner.equals("java.lang.System")
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime")));
        });
    }

    static DescribedPredicate<JavaMethodCall> startsAProgram() {
        return describe("starts a program or loads code", call -> {
            String owner = call.getTargetOwner().getName();
            return (owner.equals("java.lang.Runtime") && call.getName().equals("exec"))
                    || (owner.equals("java.lang.Class") && call.getName().equals("forName"))
                    || (LOADERS.contains(owner)
                            && !call.getOriginOwner().getName().equals(DRIVERS));
        });
    }

    static DescribedPredicate<JavaClass> implementsProbe() {
        return describe(
                "implement Probe", type -> !type.isInterface() && type.isAssignableTo("dev.leeway.agent.spi.Probe"));
    }

    static ArchCondition<JavaClass> liveInANullMarkedPackage() {
        return new ArchCondition<>("live in a package marked @NullMarked") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                String message = type.getName() + " lives in a package that is not @NullMarked";
                events.add(new SimpleConditionEvent(type, marked, message));
            }
        };
    }
}
