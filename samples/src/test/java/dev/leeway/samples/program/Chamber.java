package dev.leeway.samples.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A part of this machine with processes and mounts of its own: the same kernel and the same files, but nothing that other
 * people start and stop meanwhile. Everything in it ends with it. Needs root.
 */
public final class Chamber implements AutoCloseable {
    private final Process holder;
    private final long first;

    private Chamber(Process holder, long first) {
        this.holder = holder;
        this.first = first;
    }

    /** Opens one; skips the test where that is not allowed, unless every engine is required. */
    public static Chamber open() throws IOException, InterruptedException {
        Needs.root("processes and mounts of their own");
        Needs.command("unshare");
        Needs.command("nsenter");
        Process holder = new ProcessBuilder(
                        "unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sleep", "infinity")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int attempt = 0; attempt < 200 && holder.isAlive(); attempt++) {
            Optional<ProcessHandle> child = holder.toHandle()
                    .children()
                    .filter(each -> each.info().command().orElse("").endsWith("/sleep"))
                    .findFirst();
            if (child.isPresent()) {
                Chamber chamber = new Chamber(holder, child.get().pid());
                chamber.hideEngines();
                return chamber;
            }
            Thread.sleep(25);
        }
        holder.destroyForcibly();
        Needs.met(false, "needs a machine that gives processes and mounts of one's own");
        throw new IllegalStateException("not reached");
    }

    /** Containers that other tests start meanwhile are other people's as well. */
    private void hideEngines() throws IOException, InterruptedException {
        script(Path.of("/"), """
                for socket in /run/docker.sock /run/podman/podman.sock; do
                  [ ! -e "$socket" ] || mount --bind /dev/null "$socket"
                done""");
    }

    /** What stands before a command that is to run inside. */
    public List<String> entrance() {
        return List.of("nsenter", "--target", String.valueOf(first), "--pid", "--mount", "--");
    }

    /** {@code program} as it runs inside. */
    public Program inside(Program program) {
        return program.behind(entrance());
    }

    /** {@code command} as it runs inside, in {@code directory}. */
    public List<String> inside(Path directory, List<String> command) {
        return Stream.of(entrance(), List.of("env", "-C", directory.toString()), command)
                .flatMap(List::stream)
                .toList();
    }

    /** Runs a shell script inside, to its end; fails with what it said. */
    public String script(Path scratch, String text) throws IOException, InterruptedException {
        Ran ran = Program.of("sh", "-euc", text).behind(entrance()).run(scratch);
        if (ran.exit() != 0) {
            throw new IOException("'" + text + "' ended with " + ran.exit() + ": " + ran.err());
        }
        return ran.out();
    }

    /** Lays a writable copy of this machine's files below {@code directory}, which must be empty, and gives its root. */
    public Path copyOfFiles(Path directory) throws IOException, InterruptedException {
        // What is written goes to memory: the directory itself may lie where no file system can be laid over another.
        Ran ran = inside(Program.of("sh", "-euc", """
                        cd "$0"
                        mkdir over root
                        mount -t tmpfs copy over
                        mkdir over/upper over/state
                        mount -t overlay copy -o lowerdir=/,upperdir=over/upper,workdir=over/state root
                        """, directory.toString())).run(directory);
        Needs.met(ran.exit() == 0, "needs a machine that lays one file system over another: " + ran.err());
        return directory.resolve("root");
    }

    /** Takes away what {@link #copyOfFiles} laid, and everything mounted on it. */
    public void dropCopy(Path directory) throws IOException, InterruptedException {
        script(
                directory,
                "cd %s; umount --recursive --lazy root; umount --lazy over; rmdir root over".formatted(directory));
    }

    /**
     * Mounts a file system whose server never answers, as that of an NFS server that went away: whoever asks it for anything
     * waits. It ends with this chamber, or with its mount.
     */
    public void stall(Path scratch, Path directory) throws IOException, InterruptedException {
        Ran ran = inside(Program.of("sh", "-euc", """
                        exec 7<>/dev/fuse
                        mount -i -t fuse -o fd=7,rootmode=40000,user_id=0,group_id=0,allow_other stalled "$0"
                        sleep infinity &
                        """, directory.toString())).run(scratch);
        Needs.met(ran.exit() == 0, "needs a machine with file systems in user space: " + ran.err());
    }

    @Override
    public void close() {
        try {
            holder.toHandle().children().forEach(ProcessHandle::destroyForcibly);
            holder.waitFor(10, TimeUnit.SECONDS);
            holder.destroyForcibly();
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
