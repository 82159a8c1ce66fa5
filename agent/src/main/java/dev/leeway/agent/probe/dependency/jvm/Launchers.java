package dev.leeway.agent.probe.dependency.jvm;

import dev.leeway.agent.format.archive.ArchiveEntry;
import java.util.List;
import java.util.regex.Pattern;

/** Main classes that belong to a framework or a server and start somebody else's application. */
final class Launchers {
    private static final List<String> PREFIXES = List.of(
            "com.intellij.rt.",
            "io.ktor.server.",
            "io.quarkus.bootstrap.",
            "io.quarkus.runner.",
            "io.vertx.core.Launcher",
            "io.vertx.launcher.",
            "org.apache.catalina.",
            "org.apache.karaf.main.",
            "org.codehaus.classworlds.",
            "org.codehaus.plexus.classworlds.",
            "org.eclipse.jetty.",
            "org.jboss.modules.",
            "org.springframework.boot.loader.",
            "org.tanukisoftware.wrapper.",
            "play.core.server.",
            "scala.tools.nsc.");

    /** The files by which frameworks configure the application they start; no library brings one along. */
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(?:(?:BOOT-INF|WEB-INF)/classes/)?(?:application(?:-[a-z0-9]{1,32})?\\.(?:properties|ya?ml|conf)|\\.env)");

    private static final int LONGEST = 80;

    private Launchers() {}

    /** Whether this class starts other people's applications. */
    static boolean are(String mainClass) {
        return PREFIXES.stream().anyMatch(mainClass::startsWith);
    }

    /** Whether this file tells that its archive is an application. */
    static boolean isConfiguration(ArchiveEntry entry) {
        return entry.nameLength() <= LONGEST
                && CONFIGURATION.matcher(entry.name()).matches();
    }
}
