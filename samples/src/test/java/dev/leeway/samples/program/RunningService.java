package dev.leeway.samples.program;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real service of a test: a listener on a port of its own, started with exactly the variables given. */
public final class RunningService implements AutoCloseable {
    private final List<String> command;
    private final Path directory;
    private final int port;
    private Process process;

    private RunningService(List<String> command, Path directory, int port, Process process) {
        this.command = command;
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** Starts {@code command} and waits until it listens. */
    public static RunningService start(List<String> command, Path directory, Map<String, String> variables, int port)
            throws IOException, InterruptedException {
        Process process = launch(command, directory, variables);
        RunningService service = new RunningService(List.copyOf(command), directory, port, process);
        service.await();
        return service;
    }

    private static Process launch(List<String> command, Path directory, Map<String, String> variables)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Stops it and starts it anew, as it was or changed. */
    public void restart(List<String> changed, Map<String, String> variables) throws IOException, InterruptedException {
        stop();
        process = launch(changed, directory, variables);
        await();
    }

    /** What it was first started with. */
    public List<String> command() {
        return command;
    }

    /** Id of its process. */
    public long pid() {
        return process.pid();
    }

    private void await() throws IOException, InterruptedException {
        for (int attempt = 0; attempt < 300; attempt++) {
            if (!process.isAlive()) {
                throw new IOException(command.get(0) + " ended with " + process.exitValue());
            }
            if (answers()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new IOException(command.get(0) + " does not listen on " + port);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What was started may be a command that waits for the service itself. */
    private void stop() throws InterruptedException {
        List<ProcessHandle> below = process.descendants().toList();
        below.forEach(ProcessHandle::destroy);
        if (below.isEmpty()) {
            process.destroy();
        }
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            below.forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
