package dev.leeway.agent.probe.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.agent.engine.CountingRelay;
import dev.leeway.agent.host.jdbc.ConfiguredDatabases;
import dev.leeway.agent.host.jdbc.DatabaseLogin;
import dev.leeway.agent.host.jdbc.LoginSource;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.DatabaseTarget.JsonLook;
import dev.leeway.agent.spi.DatabaseTarget.Names;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Reads a schema of many tables by bare questions, by the agent and by other tools, in turn, and prints medians and ratios:
 * {@code DatabaseBench RUNS TABLES LAUNCHER PEERS ENGINE...}, {@code PEERS} a class path or {@code -}.
 */
public final class DatabaseBench {
    private static final PrintStream OUT = System.out;
    private static final Duration TIME = Duration.ofMinutes(5);
    private static final long PEER_SECONDS = 600;

    private final Engine engine;
    private final int runs;
    private final String launcher;
    private final String peers;
    private final Path work;
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    private DatabaseBench(Engine engine, int runs, String launcher, String peers) throws Exception {
        this.engine = engine;
        this.runs = runs;
        this.launcher = launcher;
        this.peers = peers;
        this.work = Files.createTempDirectory("bench");
    }

    /** See above. */
    public static void main(String[] args) throws Exception {
        int runs = Integer.parseInt(args[0]);
        int tables = Integer.parseInt(args[1]);
        for (String name : List.of(args).subList(4, args.length)) {
            OUT.printf(Locale.ROOT, "%s: %,d tables of 10 columns, %d runs in turn%n", name, tables, runs);
            new DatabaseBench(Engine.with(name, tables), runs, args[2], args[3]).run();
        }
        System.exit(0);
    }

    private void run() throws Exception {
        for (int i = 0; i < runs + 3; i++) {
            inProcess();
            if (i == 2) {
                costs.clear();
            }
        }
        List<String> wholes = wholes();
        costs.forEach((what, each) -> OUT.printf(
                Locale.ROOT,
                "  %-44s wall %7.3f s   processor %7.3f s (of it the server %.3f s)%n",
                what,
                median(each, Cost::wall),
                median(each, Cost::processor),
                median(each, Cost::server)));
        String same = "bare, the same functions";
        ratio("Leeway's reader, warm", same);
        ratio("Leeway's section, warm", same);
        ratio("Leeway's reader, warm", "bare, catalogue only");
        wholes.forEach(peer -> ratio("leeway-agent snapshot", peer));
        traffic();
    }

    private void inProcess() throws Exception {
        if (!BareQuestions.raw(engine.engine()).isEmpty()) {
            measure("bare, catalogue only", () -> bare(engine.port(), BareQuestions.raw(engine.engine())));
        }
        measure("bare, the same functions", () -> bare(engine.port(), BareQuestions.of(engine.engine())));
        measure("Leeway's reader, warm", () -> read(engine.port()));
        measure("Leeway's section, warm", () -> LookedAt.snapshot(servers(engine.port())));
    }

    private void measure(String what, Cost.Work task) throws Exception {
        costs.computeIfAbsent(what, each -> new ArrayList<>()).add(Cost.of(engine, task));
    }

    private void bare(int port, List<String> questions) throws Exception {
        try (Connection connection = DriverManager.getConnection(engine.url(port), engine.user(), "")) {
            BareQuestions.ask(connection, questions);
        }
    }

    private DatabaseTarget target() {
        return new DatabaseTarget("shop", engine.engine(), Names.ALL, Names.ALL, JsonLook.SAMPLE, TIME);
    }

    private ConfiguredDatabases servers(int port) throws Exception {
        return ConfiguredDatabases.of(
                List.of(new DatabaseLogin(
                        target(), engine.url(port), new LoginSource.Written(engine.user()), LoginSource.NONE)),
                Map.of());
    }

    private void read(int port) throws Exception {
        DatabaseTarget target = target();
        servers(port).session(target, session -> Engines.reader(target.engine()).read(session, target, new Gaps()));
    }

    /** Whole processes, in turn; which of the peers could be run. */
    private List<String> wholes() throws Exception {
        List<String> ran = new ArrayList<>();
        for (int i = 0; i < Math.min(runs, 3); i++) {
            if (Files.isExecutable(Path.of(launcher))) {
                whole("leeway-agent snapshot", snapshot(engine.port()));
            } else {
                OUT.println("  leeway-agent: not built, skipped");
            }
            for (String peer : List.of("schemacrawler", "liquibase")) {
                if (peers.equals("-")) {
                    OUT.println("  " + peer + ": not found, skipped (set LEEWAY_DATABASE_PEERS)");
                } else if (!costs.containsKey(peer) || median(costs.get(peer), Cost::wall) < 30) {
                    // What takes minutes is measured once.
                    whole(peer, peer(peer, engine.port()));
                }
            }
        }
        for (String peer : List.of("schemacrawler", "liquibase")) {
            if (costs.containsKey(peer)) {
                ran.add(peer);
            }
        }
        return ran;
    }

    private List<String> snapshot(int port) throws Exception {
        Path config = work.resolve("agent-" + port + ".yaml");
        Files.writeString(
                config,
                "databases: [{name: shop, url: '" + engine.url(port) + "', user: " + engine.user() + ", time: 5m}]\n");
        return List.of(
                launcher,
                "snapshot",
                "--config",
                config.toString(),
                "--only",
                "database",
                "-o",
                work.resolve("snapshot.json").toString());
    }

    private List<String> peer(String peer, int port) {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String schema = peer.equals("liquibase") ? engine.schema() : ".*" + engine.schema() + ".*";
        return List.of(java, "-cp", peers, "Peer", peer, engine.url(port), engine.user(), "", schema);
    }

    private void whole(String what, List<String> command) throws Exception {
        Path times = work.resolve("times");
        List<String> timed = new ArrayList<>(List.of("/usr/bin/time", "-q", "-o", times.toString(), "-f", "%U %S"));
        timed.addAll(command);
        double server = engine.processor();
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(timed)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile())
                .start();
        boolean ended = process.waitFor(PEER_SECONDS, TimeUnit.SECONDS);
        double wall = (System.nanoTime() - begun) / 1e9;
        if (!ended || process.exitValue() != 0) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            String output = Files.readString(work.resolve("output"), UTF_8);
            OUT.println("  " + what + ": gave up after " + Math.round(wall) + " s: "
                    + output.lines().limit(2).toList());
            return;
        }
        String[] used = Files.readString(times).strip().split(" ");
        double client = Double.parseDouble(used[0]) + Double.parseDouble(used[1]);
        costs.computeIfAbsent(what, each -> new ArrayList<>())
                .add(new Cost(wall, client, Cost.settled(engine) - server));
    }

    private void traffic() throws Exception {
        relayed("bare, the same functions", port -> bare(port, BareQuestions.of(engine.engine())));
        try (LockWatch locks = new LockWatch(engine)) {
            relayed("Leeway", this::read);
            OUT.println("  locks of Leeway's session, the most at one time: " + locks.end());
        }
        if (!peers.equals("-")) {
            for (String peer : List.of("schemacrawler", "liquibase")) {
                relayed(
                        peer,
                        port -> new ProcessBuilder(peer(peer, port))
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor(PEER_SECONDS, TimeUnit.SECONDS));
            }
        }
    }

    private void relayed(String what, AtPort asker) throws Exception {
        try (CountingRelay relay = CountingRelay.to(engine.port())) {
            asker.ask(relay.port());
            CountingRelay.Traffic seen = relay.traffic();
            OUT.printf(
                    Locale.ROOT,
                    "  %-26s %,12d bytes sent, %,12d received, %,6d round trips, %d connections%n",
                    what,
                    seen.sent(),
                    seen.received(),
                    seen.roundTrips(),
                    seen.connections());
        }
    }

    private static double median(List<Cost> costs, ToDoubleFunction<Cost> what) {
        return costs.stream()
                .mapToDouble(what)
                .sorted()
                .skip(costs.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** Medians of the ratios pair by pair, as far as there are pairs. */
    private void ratio(String ours, String theirs) {
        List<Cost> one = costs.getOrDefault(ours, List.of());
        List<Cost> other = costs.getOrDefault(theirs, List.of());
        List<Cost> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
            Cost left = one.get(i);
            Cost right = other.get(i);
            ratios.add(new Cost(left.wall() / right.wall(), left.processor() / right.processor(), 0));
        }
        if (!ratios.isEmpty()) {
            OUT.printf(
                    Locale.ROOT,
                    "  ratio %s / %s: wall %.2f, processor %.2f%n",
                    ours,
                    theirs,
                    median(ratios, Cost::wall),
                    median(ratios, Cost::processor));
        }
    }

    private interface AtPort {
        void ask(int port) throws Exception;
    }
}
