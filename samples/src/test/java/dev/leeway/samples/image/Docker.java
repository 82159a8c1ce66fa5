package dev.leeway.samples.image;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The engine of this machine, and what a test made there, all of which can be removed. */
public final class Docker {
    private static final Map<String, String> WITHOUT_BUILDX = Map.of("DOCKER_BUILDKIT", "0");

    private final Path scratch;
    private final List<String[]> undo = new ArrayList<>();

    private Docker(Path scratch) {
        this.scratch = scratch;
    }

    /** The engine; a test that needs one is skipped without, or fails where everything is required. */
    public static Docker open(Path scratch) throws IOException, InterruptedException {
        Needs.command("docker");
        Ran ran = Program.of("docker", "version", "--format", "{{.Server.Version}}")
                .run(scratch);
        Needs.met(ran.exit() == 0, "needs a container engine: " + ran.err());
        return new Docker(scratch);
    }

    /** Makes an image named {@code name} of a directory's files. */
    public void imported(String name, Path root) throws IOException, InterruptedException {
        Ran ran = Program.of("sh", "-c", "tar -C \"$0\" -c . | docker import - \"$1\"", root.toString(), name)
                .run(scratch);
        check(ran);
        undo.add(new String[] {"image", "rm", "--force", name});
    }

    /** Builds an image named {@code name}. */
    public void built(String name, Path context) throws IOException, InterruptedException {
        check(Program.of("docker", "build", "--quiet", "--tag", name, context.toString())
                .run(scratch, WITHOUT_BUILDX));
        undo.add(new String[] {"image", "rm", "--force", name});
    }

    /** Starts a container called {@code name}. */
    public void started(String name, String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("run", "--detach", "--name", name));
        all.addAll(List.of(arguments));
        undo.add(new String[] {"rm", "--force", "--volumes", name});
        said(all.toArray(String[]::new));
    }

    /** What the engine says. */
    public String said(String... arguments) throws IOException, InterruptedException {
        return check(Program.of("docker").run(scratch, arguments));
    }

    private static String check(Ran ran) throws IOException {
        if (ran.exit() != 0) {
            throw new IOException("the engine said: " + ran.err());
        }
        return ran.out();
    }

    /** Removes everything. */
    public void remove() throws IOException, InterruptedException {
        Collections.reverse(undo);
        for (String[] arguments : undo) {
            Program.of("docker").run(scratch, arguments);
        }
    }
}
