package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds Java installations in the places where packages, images, installers and version managers put them. */
final class JavaHomes {
    static final String SYSTEM = "installation[*]/**";
    static final String PERSONAL = "personal[*]/**";
    private static final int MAX_NAMES = 512;
    private static final int MAX_HOMES = 64;
    /** Homebrew links every formula there. */
    private static final int MAX_MAC_NAMES = 5_000;

    /** Directories whose entries are installations and nothing else. */
    private static final List<String> SHELVES = List.of(
            "/usr/lib/jvm",
            "/usr/lib64/jvm",
            "/usr/lib32/jvm",
            "/usr/java",
            "/usr/local/java",
            "/usr/local/lib/jvm",
            "/usr/local/sdkman/candidates/java",
            "/opt/java",
            "/opt/jdk",
            "/opt/jvm",
            "/opt/ibm",
            "/opt/sdkman/candidates/java");

    /** Where macOS and Homebrew keep them, each below a directory or two that every one has. */
    private static final Map<String, String> MAC_SHELVES = Map.of(
            "/Library/Java/JavaVirtualMachines", "/Contents/Home",
            "/opt/homebrew/opt", "/libexec/openjdk.jdk/Contents/Home",
            "/usr/local/opt", "/libexec/openjdk.jdk/Contents/Home");

    private static final String MAC_PERSONAL = "/Library/Java/JavaVirtualMachines";

    /** Directories with products of every kind, some of which bring their own Java. */
    private static final List<String> PRODUCT_SHELVES = List.of("/opt", "/usr/local");

    private static final List<String> BUNDLED =
            List.of("", "/jre", "/jdk", "/jbr", "/java", "/runtime", "/lib/runtime");

    /** Where version managers and development environments put them in a home directory. */
    private static final List<String> PERSONAL_SHELVES = List.of(
            "/.sdkman/candidates/java",
            "/.jdks",
            "/.gradle/jdks",
            "/.asdf/installs/java",
            "/.local/share/mise/installs/java",
            "/.jabba/jdk");

    private final HostView host;
    private final SectionRecorder section;
    private final Reading reading;
    private final SortedMap<String, JavaHome> found = new TreeMap<>();

    private JavaHomes(HostView host, SectionRecorder section) {
        this.host = host;
        this.section = section;
        this.reading = new Reading(host.files(), section);
    }

    /** The installations by directory, each once however many links lead to it. */
    static SortedMap<String, JavaHome> find(HostView host, SectionRecorder section) throws InterruptedException {
        JavaHomes homes = new JavaHomes(host, section);
        homes.shelves();
        homes.products();
        homes.ofServices();
        homes.ofUsers();
        return homes.found;
    }

    private void shelves() throws InterruptedException {
        for (String shelf : SHELVES) {
            for (String name : reading.names(shelf, MAX_NAMES, SYSTEM)) {
                add(shelf + "/" + name, SYSTEM);
            }
        }
        for (Map.Entry<String, String> shelf : new TreeMap<>(MAC_SHELVES).entrySet()) {
            for (String name : reading.names(shelf.getKey(), MAX_MAC_NAMES, SYSTEM)) {
                boolean java = !shelf.getKey().endsWith("/opt") || name.startsWith("openjdk");
                if (java) {
                    add(shelf.getKey() + "/" + name + shelf.getValue(), SYSTEM);
                }
            }
        }
    }

    private void products() throws InterruptedException {
        for (String shelf : PRODUCT_SHELVES) {
            for (String name : reading.names(shelf, MAX_NAMES, SYSTEM)) {
                for (String bundled : BUNDLED) {
                    add(shelf + "/" + name + bundled, SYSTEM);
                }
            }
        }
    }

    /**
     * What runs is installed, wherever it lies; not what runs in a container, whose files are not the host's, and not what
     * services start now and then.
     */
    private void ofServices() throws InterruptedException {
        try {
            for (Service service : host.services()) {
                for (HostProcess process : service.leaders()) {
                    String program = process.executable().orElse("");
                    if (process.mountNamespaceShared() && program.endsWith("/bin/java")) {
                        addProgram(program);
                    }
                }
            }
        } catch (HostAccessException e) {
            section.uncovered(SYSTEM, e.kind());
        }
    }

    private void addProgram(String program) {
        try {
            JavaHome.ofProgram(program, host.files()).ifPresent(home -> keep(home, SYSTEM));
        } catch (HostAccessException e) {
            section.uncovered(SYSTEM, e.kind());
        }
    }

    private void ofUsers() throws InterruptedException {
        addUser("/root");
        for (String user : reading.names("/home", MAX_NAMES, PERSONAL)) {
            addUser("/home/" + user);
        }
        for (String user : reading.names("/Users", MAX_NAMES, PERSONAL)) {
            addUser("/Users/" + user);
            for (String name : reading.names("/Users/" + user + MAC_PERSONAL, MAX_NAMES, PERSONAL)) {
                add("/Users/" + user + MAC_PERSONAL + "/" + name + "/Contents/Home", PERSONAL);
            }
        }
    }

    private void addUser(String home) throws InterruptedException {
        for (String shelf : PERSONAL_SHELVES) {
            for (String name : reading.names(home + shelf, MAX_NAMES, PERSONAL)) {
                add(home + shelf + "/" + name, PERSONAL);
            }
        }
    }

    private void add(String path, String pattern) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("told to stop");
        }
        try {
            JavaHome.at(path, host.files()).ifPresent(home -> keep(home, pattern));
        } catch (HostAccessException e) {
            if (e.kind() != HostAccessException.Kind.ABSENT) {
                section.uncovered(pattern, e.kind());
            }
        }
    }

    private void keep(JavaHome home, String pattern) {
        if (found.size() < MAX_HOMES || found.containsKey(home.directory())) {
            found.put(home.directory(), home);
        } else {
            section.uncovered(pattern, HostAccessException.Kind.TOO_LARGE);
        }
    }
}
