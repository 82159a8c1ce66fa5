package dev.leeway.agent.probe.process;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.OpenFiles;
import dev.leeway.schema.fact.FactPath;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a process still runs although the disk holds something else by now: its program, libraries and archives replaced or
 * deleted since it started, as far as {@link OpenFiles} tells it.
 */
final class StaleFacts {
    private static final FactPath STALE = FactPath.of("stale");
    private static final String DELETED = " (deleted)";
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:jar|war|ear)");
    private static final Pattern CODE = Pattern.compile(".*\\.(?:jar|war|ear|so(?:\\.[^/]*)?)");

    private final Subject subject;
    private final OpenFiles open;
    private final SortedSet<String> stale = new TreeSet<>();

    private StaleFacts(Subject subject) {
        this.subject = subject;
        this.open = new OpenFiles(subject.host(), subject.process(), subject.section(), "stale/files");
    }

    static void record(Subject subject, Program program, Collection<Mapped> mapped) {
        StaleFacts facts = new StaleFacts(subject);
        Optional<String> executable = subject.process().executable();
        boolean replaced = subject.process().executableDeleted()
                || mapped.stream()
                        .filter(file -> executable.filter(file.path()::equals).isPresent())
                        .anyMatch(facts.open::replaced);
        subject.section().fact(STALE.child("executable"), Observed.flag(replaced));
        mapped.stream()
                .filter(file -> file.code() || CODE.matcher(file.path()).matches())
                .filter(file -> executable.filter(file.path()::equals).isEmpty() && facts.open.replaced(file))
                .forEach(file -> facts.stale.add(fileName(file.path())));
        facts.openArchives(program);
        subject.sets().add(STALE.child("files"), facts.stale);
        subject.proc()
                .link(subject.at("cwd"), STALE.child("workingDirectory").text())
                .ifPresent(link ->
                        subject.section().fact(STALE.child("workingDirectory"), Observed.flag(link.endsWith(DELETED))));
    }

    /** Archives are read through open files and not mapped. */
    private void openArchives(Program program) {
        List<OpenFiles.Held> held = open.held(path -> ARCHIVE.matcher(path).matches());
        held.stream().filter(open::replaced).forEach(file -> stale.add(fileName(file.path())));
        if (program.kind() == MainKind.JAR) {
            subject.absolute(program.main())
                    .flatMap(jar -> open.movedAway(jar, held))
                    .ifPresent(file -> stale.add(fileName(program.main())));
        }
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
