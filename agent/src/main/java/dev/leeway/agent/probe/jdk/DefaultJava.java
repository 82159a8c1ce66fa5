package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.ShellAssignments;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which installation a command, or {@code JAVA_HOME} as set for the whole host, leads to. */
final class DefaultJava {
    /** Where a shell without a path of its own looks, in that order. */
    private static final List<String> PATH =
            List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

    private static final String PROFILES = "/etc/profile.d";
    private static final String JAVA_HOME = "JAVA_HOME";
    private static final int MAX_BYTES = 128 * 1024;
    private static final int MAX_PROFILES = 256;

    private final Reading reading;

    DefaultJava(Reading reading) {
        this.reading = reading;
    }

    /** Records what {@code java}, {@code javac} and {@code JAVA_HOME} lead to, and gives those installations. */
    List<JavaHome> record() {
        List<JavaHome> homes = new ArrayList<>();
        command("java", "default").ifPresent(homes::add);
        command("javac", "compiler").ifPresent(homes::add);
        variable().ifPresent(homes::add);
        return homes;
    }

    private Optional<JavaHome> command(String command, String fact) {
        for (String directory : PATH) {
            String link = directory + "/" + command;
            Optional<String> program = reading.resolve(link, fact + "/**");
            if (program.isPresent()) {
                Optional<JavaHome> home = home(() -> JavaHome.ofProgram(program.get(), reading.files()), fact);
                if (home.isEmpty()) {
                    // A wrapper; which installation it starts, only running it would tell.
                    reading.section().uncovered(fact + "/**", HostAccessException.Kind.MALFORMED);
                }
                home.ifPresent(found -> record(fact, found, link));
                return home;
            }
        }
        return Optional.empty();
    }

    /** Of several files the last one read at login counts; one that computes the value tells nothing. */
    private Optional<JavaHome> variable() {
        List<String> files = new ArrayList<>(List.of("/etc/environment"));
        for (String name : reading.names(PROFILES, MAX_PROFILES, "java-home/**")) {
            if (name.endsWith(".sh")) {
                files.add(PROFILES + "/" + name);
            }
        }
        Optional<String> value = Optional.empty();
        String source = "";
        for (String file : files) {
            Optional<String> set = reading.text(file, MAX_BYTES, "java-home/**")
                    .map(text -> ShellAssignments.read(text).get(JAVA_HOME));
            if (set.isPresent()) {
                value = set;
                source = file;
            }
        }
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String path = value.get();
        if (!path.startsWith("/") || path.contains("$") || path.contains("`")) {
            reading.section().uncovered("java-home/**", HostAccessException.Kind.MALFORMED);
            return Optional.empty();
        }
        Optional<JavaHome> home = home(() -> JavaHome.at(path, reading.files()), "java-home");
        if (home.isPresent()) {
            record("java-home", home.get(), source);
        } else {
            reading.section().fact(new FactPath("java-home/installation"), Observed.text("none"), source);
        }
        return home;
    }

    private Optional<JavaHome> home(Look look, String fact) {
        try {
            return look.take();
        } catch (HostAccessException e) {
            reading.section().uncovered(fact + "/**", e.kind());
            return Optional.empty();
        }
    }

    private void record(String fact, JavaHome home, String source) {
        FactPath path = FactPath.of(fact);
        ReleaseFile release = home.release();
        reading.section().fact(path.child("installation"), Observed.text(release.key()), source);
        release.vendor()
                .ifPresent(vendor -> reading.section().fact(path.child("vendor"), Observed.text(vendor), source));
        release.version()
                .ifPresent(version -> reading.section()
                        .fact(path.child("version"), Observed.version(version, VersionScheme.JDK), source));
    }

    private interface Look {
        Optional<JavaHome> take() throws HostAccessException;
    }
}
