package dev.leeway.samples.study;

import dev.leeway.samples.program.Needs;
import dev.leeway.samples.program.Program;
import dev.leeway.samples.program.Ran;
import dev.leeway.samples.program.ShopJar;
import dev.leeway.schema.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hosts with this machine's files and the sample shop really running on them, each in namespaces of its own for as long as one snapshot takes. */
final class StudiedHosts {
    private static final Path SCRIPTS = Program.REPOSITORY.resolve("samples/src/test/resources/study");
    private static final Map<String, String> NAMES =
            Map.of("dev", "dev-web-01", "staging", "stg-web-01", "prod", "web-01");
    private static final List<String> REPLICAS = List.of("web-02", "web-03");

    private final Path scratch;
    private final Path shared;
    private final Map<String, Path> unchanged = new TreeMap<>();

    private StudiedHosts(Path scratch, Path shared) {
        this.scratch = scratch;
        this.shared = shared;
    }

    /** Lays out what all of them have; skips the test where the machine does not let them be. */
    static StudiedHosts in(Path scratch) throws IOException, InterruptedException {
        Needs.root("hosts of their own");
        for (String command : List.of("unshare", "nsenter", "ip", "setpriv", "prlimit", "openssl", "git")) {
            Needs.command(command);
        }
        Path shared = Files.createDirectories(scratch.resolve("shared"));
        for (String script : List.of("tree.sh", "host.sh", "inside.sh", "pack.py")) {
            Files.copy(SCRIPTS.resolve(script), shared.resolve(script));
        }
        ShopJar.build(shared, "unused.jar");
        Files.createSymbolicLink(shared.resolve("classes"), Program.REPOSITORY.resolve("samples/target/shop-classes"));
        check(Program.agent()
                .run(scratch, "key", "create", "-o", shared.resolve("fleet.key").toString()));
        check(Program.of(
                        "bash",
                        shared.resolve("tree.sh").toString(),
                        shared.resolve("tree").toString(),
                        shared.resolve("classes").toString(),
                        Program.REPOSITORY.resolve("samples/hosts/shop").toString(),
                        System.getProperty("java.home"))
                .run(scratch));
        return new StudiedHosts(scratch, shared);
    }

    /** What the comparison of a pair says. */
    Report compared(Pair pair) throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(scratch, "pair");
        boolean onEarlier = pair.on().equals(pair.earlier());
        Path prod = Files.createDirectories(place.resolve("prod"));
        Path first = Files.createDirectories(place.resolve(pair.earlier())).resolve("host.json");
        copy(onEarlier ? planted(pair, pair.earlier()) : other(pair, pair.earlier()), first);
        copy(onEarlier ? other(pair, "prod") : planted(pair, "prod"), prod.resolve("host.json"));
        for (String replica : REPLICAS.subList(0, pair.hosts() - 1)) {
            copy(unchanged("prod", replica), prod.resolve(replica + ".json"));
        }
        return Reports.of(place, pair);
    }

    private Path planted(Pair pair, String environment) throws IOException, InterruptedException {
        return pair.plant().replace(":\n", "").isBlank() && pair.after().isBlank()
                ? unchanged(environment, name(environment))
                : taken(environment, name(environment), pair.plant(), pair.after());
    }

    private Path other(Pair pair, String environment) throws IOException, InterruptedException {
        return pair.other().isBlank()
                ? unchanged(environment, name(environment))
                : taken(environment, name(environment), pair.other(), "");
    }

    private static String name(String environment) {
        return NAMES.getOrDefault(environment, environment);
    }

    private Path unchanged(String environment, String name) throws IOException, InterruptedException {
        Path known = unchanged.get(name);
        if (known == null) {
            known = taken(environment, name, "", "");
            unchanged.put(name, known);
        }
        return known;
    }

    private Path taken(String environment, String name, String plant, String after)
            throws IOException, InterruptedException {
        Path place = Files.createTempDirectory(scratch, "host");
        Files.writeString(place.resolve("plant.sh"), plant);
        Files.writeString(place.resolve("after.sh"), after);
        Ran ran = Program.of(
                        "bash",
                        shared.resolve("host.sh").toString(),
                        place.toString(),
                        shared.toString(),
                        environment,
                        name,
                        Program.agent().path(),
                        Program.CLASSES.toString())
                .run(scratch);
        check(ran);
        return place.resolve("snapshot.json");
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void check(Ran ran) throws IOException {
        if (ran.exit() != 0) {
            throw new IOException("ended with " + ran.exit() + ": " + ran.out() + ran.err());
        }
    }
}
