package dev.leeway.samples.program;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A packaged program, run as a whole process. */
public final class Program {
    /** The top of the repository. */
    public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    /**
     * Where all programs of one build keep their archives of classes, as on a machine where they ran before, whatever their home
     * is: to make one takes five seconds of a processor. {@code ClassArchiveIT} tests how they are made.
     */
    public static final Path CLASSES = REPOSITORY.resolve("samples/target/cache");

    /** The variable that tells programs of {@link #CLASSES}. */
    public static final String CACHE = "XDG_CACHE_HOME";

    private static final long LIMIT_SECONDS = 120;
    private static final Set<String> STARTED = ConcurrentHashMap.newKeySet();

    private final List<String> command;
    private final long limitSeconds;

    private Program(List<String> command) {
        this(command, LIMIT_SECONDS);
    }

    private Program(List<String> command, long limitSeconds) {
        this.command = List.copyOf(command);
        this.limitSeconds = limitSeconds;
    }

    /** {@code leeway-agent}, as packaged. */
    public static Program agent() {
        return packaged("agent/target/leeway-agent/bin/leeway-agent");
    }

    /** {@code leeway}, as packaged. */
    public static Program leeway() {
        return packaged("collector/target/leeway/bin/leeway");
    }

    /** Any other program. */
    public static Program of(String... command) {
        return new Program(List.of(command));
    }

    private static Program packaged(String path) {
        Path program = REPOSITORY.resolve(path);
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException(path + " is missing: run `mvn -Dquick -DskipTests package` first");
        }
        if (STARTED.add(path)) {
            startOutside(program);
        }
        return new Program(List.of(program.toString()));
    }

    /** The first start makes the archive of classes beside itself; in a chamber that would end with the chamber, half made. */
    private static void startOutside(Path program) {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "--version")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put(CACHE, CLASSES.toString());
        try {
            builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it lies. */
    public String path() {
        return command.get(command.size() - 1);
    }

    /** The same program started by another, such as {@code setpriv}. */
    public Program behind(List<String> starter) {
        List<String> longer = new ArrayList<>(starter);
        longer.addAll(command);
        return new Program(longer, limitSeconds);
    }

    /** The same program with more time: two minutes are the rule. */
    public Program within(long seconds) {
        return new Program(command, seconds);
    }

    /** Runs it to its end. */
    public Ran run(Path scratch, String... arguments) throws IOException, InterruptedException {
        return run(scratch, Map.of(), arguments);
    }

    /** Runs it to its end with more variables; what it says is kept below {@code scratch}. */
    public Ran run(Path scratch, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().put(CACHE, CLASSES.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        boolean ended = process.waitFor(limitSeconds, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (!ended) {
            throw new IllegalStateException(all + " did not end within " + limitSeconds + " s");
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
