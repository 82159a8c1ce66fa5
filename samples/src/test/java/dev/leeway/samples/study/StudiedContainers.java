package dev.leeway.samples.study;

import dev.leeway.samples.image.Docker;
import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.Taken;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A project of containers on this machine's engine, brought up for each pair as it says. */
final class StudiedContainers implements AutoCloseable {
    private static final Path SCRIPT = Program.REPOSITORY.resolve("samples/src/test/resources/study/project.sh");

    /** A directory whose name looks as if somebody made it up at random leaves as a secret, and the files in it with it. */
    private static final Path DIRECTORY = Path.of("/var/tmp/noise-study-shop");

    private static final String PROBES = "container,image,process,env,config,network,connection,dependency,package";

    private final Path scratch;
    private final Map<String, Path> unchanged = new TreeMap<>();

    private StudiedContainers(Path scratch) {
        this.scratch = scratch;
    }

    /** Brings the project up; skips the test where there is no engine. */
    static StudiedContainers in(Path scratch) throws IOException, InterruptedException {
        Needs.root("looking into containers");
        Needs.command("docker-compose");
        Needs.met(Files.isExecutable(Path.of("/bin/busybox")), "needs /bin/busybox");
        Docker.open(scratch);
        Files.createDirectories(DIRECTORY);
        StudiedContainers containers = new StudiedContainers(scratch);
        containers.shell("image noise-web:1\nfiles\nup\n");
        return containers;
    }

    /** Whether a drift is of this project: other people's containers run on the same engine. */
    static boolean ours(Drift drift) {
        return drift.address().text().contains("noise-");
    }

    /** What the comparison of a pair says. */
    Report compared(Pair pair) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(scratch, "pair");
        Path earlier = Files.createDirectories(place.resolve(pair.earlier())).resolve("host.json");
        Path later = Files.createDirectories(place.resolve("prod")).resolve("host.json");
        Files.copy(unchanged(pair.earlier()), earlier);
        try {
            shell(pair.plant() + "\nup\n" + pair.after());
            Files.copy(taken("prod"), later);
        } finally {
            shell("image noise-web:1\nfiles\nup\n");
        }
        return Reports.of(place, pair);
    }

    private Path unchanged(String environment) throws IOException, InterruptedException {
        Path known = unchanged.get(environment);
        if (known == null) {
            known = taken(environment);
            unchanged.put(environment, known);
        }
        return known;
    }

    private Path taken(String environment) throws IOException, InterruptedException {
        Path patient = Files.writeString(scratch.resolve("patient.yaml"), "probes: {time: 100s}\n");
        return Taken.with(
                        Program.agent(),
                        scratch,
                        "--config",
                        patient.toString(),
                        "--environment",
                        environment,
                        "--only",
                        PROBES)
                .file();
    }

    private void shell(String script) throws IOException, InterruptedException {
        Ran ran = Program.of("bash", "-c", "cd " + DIRECTORY + "\n. " + SCRIPT + "\n" + script)
                .run(scratch);
        if (ran.exit() != 0) {
            throw new IOException("'" + script + "' ended with " + ran.exit() + ": " + ran.err());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            shell("docker-compose down --timeout 0 --volumes\n"
                    + "docker image rm --force noise-web:1 noise-web:2\ndocker image prune --force");
        } catch (InterruptedException toldToStop) {
            Thread.currentThread().interrupt();
        }
    }
}
