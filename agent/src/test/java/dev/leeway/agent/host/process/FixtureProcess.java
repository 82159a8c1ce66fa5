package dev.leeway.agent.host.process;

import dev.leeway.agent.testing.FixtureHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A process written into the {@code /proc} of a fixture host, file by file as the kernel shows it. */
public final class FixtureProcess {
    private static final String LIMITS =
            "Limit                     Soft Limit           Hard Limit           Units     \n"
                    + "Max open files            1024                 524288               files     \n";

    private final FixtureHost host;
    private final int pid;
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> sockets = new ArrayList<>();
    private int parent = 1;
    private long start;
    private long uid = 1000;
    private String executable = "";
    private String cgroup = "/";
    private String directory = "/";
    private String mounts = "mnt:[4026531840]";
    private String namespaceIds;
    private String title = "";
    private List<String> arguments = List.of();
    private boolean kernel;
    private boolean closed;

    private FixtureProcess(FixtureHost host, int pid) {
        this.host = host;
        this.pid = pid;
        this.start = 1000L + pid;
        this.namespaceIds = Integer.toString(pid);
    }

    /** A process of {@code host}, a child of the first process unless {@link #parent} says otherwise. */
    public static FixtureProcess of(FixtureHost host, int pid) {
        return new FixtureProcess(host, pid);
    }

    /** The host's first process, systemd. */
    public static void systemd(FixtureHost host) {
        of(host, 1)
                .parent(0)
                .runs("/usr/lib/systemd/systemd", "/sbin/init")
                .cgroup("/init.scope")
                .uid(0)
                .add();
    }

    /** A first process that is none of a service manager, as in a container. */
    public static void init(FixtureHost host) {
        of(host, 1).parent(0).runs("/opt/init", "/opt/init").in("/opt/x").add();
    }

    /** Takes a host's links away, of which JUnit would say one by one that it does not follow them. */
    public static void removeLinks(FixtureHost host) {
        try (Stream<Path> found = Files.walk(host.location())) {
            for (Path link : found.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FixtureProcess parent(int id) {
        parent = id;
        return this;
    }

    public FixtureProcess startedAt(long ticks) {
        start = ticks;
        return this;
    }

    public FixtureProcess uid(long id) {
        uid = id;
        return this;
    }

    /** Executable and command line. */
    public FixtureProcess runs(String file, String... commandLine) {
        executable = file;
        arguments = List.of(commandLine);
        return this;
    }

    /** A title the process wrote over its command line. */
    public FixtureProcess titled(String file, String text) {
        executable = file;
        title = text;
        return this;
    }

    public FixtureProcess cgroup(String path) {
        cgroup = path;
        return this;
    }

    public FixtureProcess in(String path) {
        directory = path;
        return this;
    }

    public FixtureProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Inside a container, as its process {@code inner}. */
    public FixtureProcess contained(String path, int inner) {
        cgroup = path;
        namespaceIds = pid + "\t" + inner;
        mounts = "mnt:[" + Integer.toUnsignedString(path.hashCode()) + "]";
        return this;
    }

    /** Waits on a TCP port of every address. */
    public FixtureProcess listens(int port) {
        return holds(String.format(Locale.ROOT, "00000000:%04X", port), port);
    }

    public FixtureProcess listensLocally(int port) {
        return holds(String.format(Locale.ROOT, "0100007F:%04X", port), port);
    }

    private FixtureProcess holds(String address, int port) {
        sockets.add(address + " " + (700_000 + port));
        return this;
    }

    /** Holds the socket another process opened for {@code port}. */
    public FixtureProcess inherits(int port) {
        sockets.add(" " + (700_000 + port));
        return this;
    }

    public FixtureProcess ofTheKernel() {
        kernel = true;
        return this;
    }

    /** What an ordinary user sees of somebody else's process. */
    public FixtureProcess closed() {
        closed = true;
        return this;
    }

    /** One more file about it, or another content than the usual one: {@code file("limits", ...)}. */
    public FixtureProcess file(String name, String content) {
        files.put(name, content);
        return this;
    }

    /** Writes it. */
    public void add() {
        String at = "/" + pid;
        String name = arguments.isEmpty() ? "kthreadd" : lastName(executable);
        String cut = name.substring(0, Math.min(15, name.length()));
        host.procFile(
                at + "/stat",
                pid + " (" + cut + ") S " + parent + " 1 1 0 -1 " + (kernel ? 2129984 : 4194560)
                        + " 0 0 0 0 0 0 0 0 20 0 1 0 " + start + " 0 0\n");
        host.procFile(
                at + "/status",
                "Name:\t" + cut + "\nUmask:\t0022\nUid:\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid + "\nGid:\t"
                        + uid + "\t" + uid + "\t" + uid + "\t" + uid + "\nNSpid:\t" + namespaceIds
                        + "\nCapEff:\t0000000000000000\nNoNewPrivs:\t0\nSeccomp:\t0\n");
        String text = title.isEmpty() ? String.join("\0", arguments) + (arguments.isEmpty() ? "" : "\0") : title;
        host.procFile(at + "/cmdline", text);
        host.procFile(at + "/cgroup", "0::" + cgroup + "\n");
        host.procFile(at + "/limits", LIMITS);
        host.procFile(at + "/oom_score_adj", "0\n");
        files.forEach((file, content) -> host.procFile(at + "/" + file, content));
        writeTables(at);
        if (!closed && !kernel) {
            writeLinks(at);
        }
    }

    private void writeTables(String at) {
        StringBuilder tcp = new StringBuilder("  sl  local_address rem_address   st tx_queue rx_queue\n");
        for (String socket : FixtureSockets.of(host).add(sockets)) {
            String[] parts = socket.split(" ");
            tcp.append("   0: ")
                    .append(parts[0])
                    .append(" 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 ")
                    .append(parts[1])
                    .append(" 1 0000000000000000 100 0 0 10 0\n");
        }
        FixtureSockets.of(host).writeAll(host, at, tcp.toString());
    }

    private void writeLinks(String at) {
        host.procLink(at + "/exe", executable);
        host.procLink(at + "/cwd", directory);
        host.procLink(at + "/ns/mnt", mounts);
        host.procLink(at + "/ns/net", "net:[4026531841]");
        int descriptor = 3;
        for (String socket : sockets) {
            host.procLink(at + "/fd/" + descriptor++, "socket:[" + socket.split(" ")[1] + "]");
        }
        StringBuilder variables = new StringBuilder();
        environment.forEach((name, value) ->
                variables.append(name).append('=').append(value).append('\0'));
        host.procFile(at + "/environ", variables.toString());
        if (!files.containsKey("maps")) {
            host.procFile(at + "/maps", "");
        }
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
