package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Java a process runs on: by what it measures of itself, else by the home it was loaded from. */
final class JavaMachine {
    private static final FactPath VERSION = RuntimeFacts.RUNTIME.child("version");
    private static final FactPath VENDOR = RuntimeFacts.RUNTIME.child("vendor");
    private static final FactPath HOME = RuntimeFacts.RUNTIME.child("home");
    private static final int MAX_PERFORMANCE_DATA = 4 << 20;
    /** Where the library lies within a home, the newest layout first. */
    private static final List<String> IN_HOME = List.of("/lib/server/", "/lib/client/", "/jre/lib/", "/lib/");

    private JavaMachine() {}

    /** Records version, vendor and home; returns what the machine measures of itself, where it may be read. */
    static Optional<PerformanceData> record(Subject subject, Collection<Mapped> mapped) {
        Optional<PerformanceData> measured = measured(subject);
        Optional<String> home = home(subject, mapped);
        home.ifPresentOrElse(
                path -> subject.section().fact(HOME, Observed.text(StablePath.of(path))),
                () -> subject.section().uncovered(HOME.text(), Kind.DENIED));
        // A home whose files were replaced under the running process tells of the Java to come, not of this one.
        boolean replaced = subject.process().executableDeleted()
                || mapped.stream()
                        .anyMatch(file -> file.deleted() && file.path().endsWith("/libjvm.so"));
        Optional<ReleaseText> release = replaced ? Optional.empty() : home.flatMap(path -> release(subject, path));
        Optional<String> version = measured.flatMap(PerformanceData::javaVersion)
                .or(() -> release.flatMap(text -> text.value("JAVA_VERSION")));
        version.ifPresentOrElse(
                text -> subject.section().fact(VERSION, Observed.version(text, VersionScheme.JDK)),
                () -> subject.section().uncovered(VERSION.text(), Kind.UNREADABLE));
        release.flatMap(text -> text.value("IMPLEMENTOR"))
                .ifPresentOrElse(
                        vendor -> subject.section().fact(VENDOR, Observed.text(vendor)),
                        () -> subject.section().uncovered(VENDOR.text(), Kind.UNREADABLE));
        return measured;
    }

    private static Optional<String> home(Subject subject, Collection<Mapped> mapped) {
        Optional<String> library = mapped.stream()
                .map(Mapped::path)
                .filter(path -> path.endsWith("/libjvm.so"))
                .findFirst();
        return library.flatMap(JavaMachine::homeOfLibrary)
                .or(() -> subject.process()
                        .executable()
                        .filter(path -> path.endsWith("/bin/java"))
                        .map(path -> path.substring(0, path.length() - "/bin/java".length())));
    }

    private static Optional<String> homeOfLibrary(String library) {
        return IN_HOME.stream()
                .filter(library::contains)
                .map(layout -> library.substring(0, library.lastIndexOf(layout)))
                .filter(home -> !home.isEmpty())
                .findFirst();
    }

    /** The file of the home, or of the kit around a runtime that is part of one. */
    private static Optional<ReleaseText> release(Subject subject, String home) {
        Stream<String> homes =
                home.endsWith("/jre") ? Stream.of(home, home.substring(0, home.length() - 4)) : Stream.of(home);
        return homes.flatMap(path -> subject.files().text(path + "/release", Subject.SMALL, VERSION.text()).stream())
                .map(ReleaseText::new)
                .findFirst();
    }

    /** The machine's own file lies in {@code /tmp} under the user's name and the id it has in its own namespace. */
    private static Optional<PerformanceData> measured(Subject subject) {
        Optional<String> id = subject.proc()
                .text(subject.at("status"), Subject.SMALL, VERSION.text())
                .map(StatusText::parse)
                .flatMap(StatusText::innermostId);
        Reader files = subject.files();
        return files.names("/tmp", 100_000, "jvm/heap/**").stream()
                .filter(name -> name.startsWith("hsperfdata_") && id.isPresent())
                .flatMap(name -> performanceFile(files, "/tmp/" + name + "/" + id.orElse("")).stream())
                .findFirst()
                .flatMap(PerformanceData::parse);
    }

    /** Another user's file of the same id, left by a process that ended, may be closed to this one: that is no refusal. */
    private static Optional<byte[]> performanceFile(Reader files, String path) {
        try {
            return files.files().readIfPresent(path, MAX_PERFORMANCE_DATA);
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }
}
