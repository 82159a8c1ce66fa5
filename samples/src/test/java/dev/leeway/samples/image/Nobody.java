package dev.leeway.samples.image;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The agent as an ordinary user may run it, who may look into no process of others. */
final class Nobody {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");

    private Nobody() {}

    /** One of those who may ask the engine. */
    static Program ofTheEngine(Path scratch) throws IOException, InterruptedException {
        Needs.root("another user's eyes");
        Needs.command("setpriv");
        Needs.met(Files.exists(SOCKET), "needs an engine at " + SOCKET);
        String group = String.valueOf(Files.getAttribute(SOCKET, "unix:gid"));
        return Program.of(copy(scratch))
                .behind(List.of("setpriv", "--reuid=65534", "--regid=65534", "--groups=" + group, "--"));
    }

    /** Where everybody can read the agent. */
    private static String copy(Path scratch) throws IOException, InterruptedException {
        Path copy = scratch.resolve("agent-of-nobody");
        if (!Files.exists(copy)) {
            Path from = Program.REPOSITORY.resolve("agent/target/leeway-agent");
            Ran ran = Program.of("sh", "-euc", """
                            cp -r "$0" "$1"
                            chmod -R a+rX "$1"
                            chmod a+rwx "$2"
                            """, from.toString(), copy.toString(), scratch.toString())
                    .run(scratch);
            if (ran.exit() != 0) {
                throw new IOException("no copy of the agent: " + ran.err());
            }
        }
        return copy.resolve("bin/leeway-agent").toString();
    }

    /** The variables of somebody without a home. */
    static Map<String, String> home(Path scratch) {
        return Map.of("HOME", scratch.toString(), "XDG_CACHE_HOME", scratch.toString());
    }
}
