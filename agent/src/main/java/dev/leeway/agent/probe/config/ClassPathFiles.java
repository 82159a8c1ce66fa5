package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.format.command.RuntimeKind;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of settings on the class path of a Java service: in the archive it was started from, or in the archives and directories its
 * class path names one by one. They are called by their place on the class path, which stays when the archive is renamed or unpacked; of
 * two in one place the first counts, as it does for the program.
 */
final class ClassPathFiles {
    private static final int MAX_ENTRIES = 100;
    private static final int MAX_NAMES = 5_000;
    private static final Pattern ARCHIVE = Pattern.compile(".+\\.(?:jar|war)");
    private static final List<String> OPTIONS = List.of("-cp", "-classpath", "--class-path");
    private static final List<String> DIRECTORIES = List.of("", "config/", "META-INF/");

    private final HostFiles files;
    private final Reading reading;
    private final PackedSettings packed;
    private final Excluded excluded;
    private final Map<String, PackedFile> found = new LinkedHashMap<>();

    ClassPathFiles(HostFiles files, SectionRecorder section, Excluded excluded) {
        this.files = files;
        this.reading = new Reading(files, section);
        this.packed = new PackedSettings(files, section);
        this.excluded = excluded;
    }

    /** Whether a file of this name is an archive of a Java program. */
    static boolean isArchive(String path) {
        return ARCHIVE.matcher(path).matches();
    }

    /** Those of the program that {@code process} runs, without the files at {@code told}. */
    Collection<PackedFile> of(HostProcess process, Set<String> told) {
        Program program = Program.of(process.executable(), process.arguments());
        if (program.runtime() == RuntimeKind.JAVA) {
            List<String> entries = program.kind() == MainKind.JAR ? List.of(program.main()) : classPath(program);
            if (entries.size() > MAX_ENTRIES) {
                reading.section().uncovered("file[classpath:*]/**", Kind.TOO_LARGE);
                reading.section().uncovered("required[*]/**", Kind.TOO_LARGE);
            }
            for (String entry : entries.subList(0, Math.min(entries.size(), MAX_ENTRIES))) {
                absolute(entry, process).ifPresent(path -> take(path, program.kind() == MainKind.JAR, told));
            }
        }
        return found.values();
    }

    /** Those of the archive at {@code path}, which the configuration names. */
    Collection<PackedFile> in(String path) {
        take(path, true, Set.of());
        return found.values();
    }

    private static List<String> classPath(Program program) {
        List<String> options = program.runtimeOptions();
        String path = ".";
        for (int i = 0; i < options.size(); i++) {
            if (OPTIONS.contains(options.get(i)) && i + 1 < options.size()) {
                path = options.get(i + 1);
            } else if (options.get(i).startsWith("--class-path=")) {
                path = options.get(i).substring("--class-path=".length());
            }
        }
        return Stream.of(path.split(":")).filter(each -> !each.endsWith("*")).toList();
    }

    private static Optional<String> absolute(String path, HostProcess process) {
        if (path.startsWith("/")) {
            return Optional.of(StorePath.normal(path));
        }
        return process.workingDirectory().map(at -> StorePath.normal(at + "/" + path));
    }

    private void take(String path, boolean needed, Set<String> told) {
        if (excluded.covers(path)) {
            return;
        }
        if (isArchive(path) || needed) {
            packed.in(path, needed).forEach(this::add);
        } else if (!path.equals("/")) {
            PackedSettings.ROOTS.forEach(root -> directory(StorePath.normal(path + "/" + root), told));
        }
    }

    private void directory(String root, Set<String> told) {
        for (String below : DIRECTORIES) {
            for (String name : reading.names(root + "/" + below, MAX_NAMES, "file[classpath:*]/**", "required[*]/**")) {
                String path = StorePath.normal(root + "/" + below + name);
                PackedSettings.key(below + name)
                        .filter(key -> !told.contains(path) && !found.containsKey(key))
                        .ifPresent(key -> reading.bytes(
                                        path,
                                        PackedSettings.MAX_FILE,
                                        Facts.of(key).text() + "/**",
                                        "required[*]/**")
                                .ifPresent(content -> add(new PackedFile(new ConfigFile(files, path, key), content))));
            }
        }
    }

    private void add(PackedFile file) {
        if (!excluded.covers(file.file().path())) {
            found.putIfAbsent(file.file().key(), file);
        }
    }
}
