package dev.leeway.samples.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged program, run as a whole process. */
public final class Program {
    /** The top of the repository. */
    public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private static final long LIMIT_SECONDS = 120;

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
        return new Program(List.of(program.toString()));
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
