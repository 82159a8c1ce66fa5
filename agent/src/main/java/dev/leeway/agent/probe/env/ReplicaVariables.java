package dev.leeway.agent.probe.env;

import dev.leeway.agent.format.EnvironBlock;
import dev.leeway.agent.format.ProcessStat;
import dev.leeway.agent.format.command.StablePath;
import dev.leeway.agent.format.unit.EnvironmentFile;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.ProcessStart;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The variables of one replica, with where each was set and what its unit files would change. */
final class ReplicaVariables {
    private static final int MAX_ENVIRONMENT = 4 << 20;
    private static final int MAX_KERNEL = 4 << 20;
    private static final int MAX_FILE = 1 << 20;

    private static final String VARIABLE = "variable";
    private static final String HOST_NAME = "HOSTNAME";
    private static final String SYSTEM_WIDE = "/etc/environment";

    private final HostView host;
    private final Replica replica;
    private final SectionRecorder section;
    private final PerStartVariables perStart;
    private final Set<String> declaredNames;

    /**
     * @param declaredNames to which the names its unit files declare are added
     */
    ReplicaVariables(
            HostView host,
            Replica replica,
            SectionRecorder section,
            PerStartVariables perStart,
            Set<String> declaredNames) {
        this.host = host;
        this.replica = replica;
        this.section = section;
        this.perStart = perStart;
        this.declaredNames = declaredNames;
    }

    /** Records them; whether the process' own could be read. */
    boolean record() {
        Optional<UnitEnvironment> unit = replica.unit().map(name -> UnitEnvironment.of(unitFiles(), name));
        unit.ifPresent(this::declared);
        Optional<byte[]> block = kernel("environ", MAX_ENVIRONMENT, "**");
        if (block.isEmpty()) {
            return false;
        }
        if (!alive()) {
            // The block may be of another process that got the same id.
            section.uncovered("**", Kind.VANISHED);
            return false;
        }
        EnvironBlock environment = EnvironBlock.parse(block.get());
        if (!environment.complete()) {
            section.uncovered("**", Kind.MALFORMED);
        }
        SortedMap<String, Declared> declared =
                unit.map(UnitEnvironment::variables).orElseGet(TreeMap::new);
        variables(environment.variables(), declared);
        if (environment.complete()) {
            pending(environment.variables(), declared);
        }
        return true;
    }

    private boolean alive() {
        return kernel("stat", MAX_KERNEL, "**")
                .flatMap(stat -> ProcessStat.parse(new String(stat, StandardCharsets.UTF_8)))
                .filter(now -> now.startTicks() == replica.leader().startTicks())
                .isPresent();
    }

    /** A unit inside a container has its files there; every other one on the host. */
    private HostFiles unitFiles() {
        boolean inside = replica.container().isPresent()
                && replica.leader().cgroup().filter(this::unitInside).isPresent();
        return inside ? host.files(replica.leader()) : host.files();
    }

    private boolean unitInside(String cgroup) {
        int container = replica.container().map(cgroup::indexOf).orElse(-1);
        int unit = replica.unit().map(cgroup::lastIndexOf).orElse(-1);
        return container >= 0 && unit > container;
    }

    private void declared(UnitEnvironment unit) {
        unit.variables().keySet().stream()
                .filter(name -> !perStart.contains(name))
                .forEach(declaredNames::add);
        unit.refused().forEach(kind -> section.uncovered(EnvProbe.DECLARED.text(), kind));
    }

    private void variables(SortedMap<String, String> variables, SortedMap<String, Declared> declared) {
        Set<String> made = ServiceLinks.in(variables);
        SortedMap<String, String> systemWide = systemWide();
        OwnTokens own = ownTokens(variables);
        variables.forEach((name, value) -> {
            if (perStart.contains(name) || made.contains(name) || (own.contained() && name.equals(HOST_NAME))) {
                return;
            }
            Observed observed = own.token(value)
                    .map(Observed::text)
                    .orElseGet(() -> new Observed.Guarded(VARIABLE, name, StablePath.of(value)));
            section.fact(FactPath.of(name), observed, source(name, value, declared, systemWide));
        });
    }

    private String source(
            String name, String value, SortedMap<String, Declared> declared, SortedMap<String, String> systemWide) {
        Declared file = declared.get(name);
        if (file != null && file.value().equals(value)) {
            return file.place();
        }
        String line = systemWide.get(name + "=" + value);
        if (line != null) {
            return SYSTEM_WIDE + ":" + line;
        }
        return replica.container().isPresent() ? "container" : "process";
    }

    /** Lines of {@code /etc/environment} by assignment; login services take their variables from there. */
    private SortedMap<String, String> systemWide() {
        SortedMap<String, String> lines = new TreeMap<>();
        try {
            host.files()
                    .readIfPresent(SYSTEM_WIDE, MAX_FILE)
                    .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                    .ifPresent(text -> EnvironmentFile.read(text)
                            .forEach(assignment -> lines.put(
                                    assignment.name() + "=" + assignment.value(),
                                    Integer.toString(assignment.line()))));
        } catch (HostAccessException e) {
            // Where a value was written is evidence and no fact: without it nothing is lost that could be compared.
            return lines;
        }
        return lines;
    }

    /** What belongs to this one container alone: its name and its addresses. */
    private OwnTokens ownTokens(SortedMap<String, String> variables) {
        if (replica.container().isEmpty() && !variables.containsKey("KUBERNETES_SERVICE_HOST")) {
            return OwnTokens.NONE;
        }
        Set<String> addresses = kernel("net/fib_trie", MAX_KERNEL, "**")
                .map(bytes -> LocalAddresses.parse(new String(bytes, StandardCharsets.UTF_8)))
                .orElseGet(TreeSet::new);
        return new OwnTokens(
                true,
                Optional.ofNullable(variables.get(HOST_NAME)),
                addresses,
                replica.leader().cgroup().orElse(""));
    }

    /** Declared values the process does not have, from files written after it was started. */
    private void pending(SortedMap<String, String> variables, SortedMap<String, Declared> declared) {
        Optional<Instant> started = started();
        declared.forEach((name, file) -> {
            boolean differs = !file.value().equals(variables.get(name));
            if (differs
                    && !perStart.contains(name)
                    && started.filter(start -> file.changed().isAfter(start)).isPresent()) {
                section.fact(
                        FactPath.of("pending", name), new Observed.Guarded(VARIABLE, name, file.value()), file.place());
            }
        });
    }

    private Optional<Instant> started() {
        try {
            return ProcessStart.of(host.proc(), replica.leader());
        } catch (HostAccessException e) {
            section.uncovered("pending[*]/**", Kind.UNREADABLE);
            return Optional.empty();
        }
    }

    private Optional<byte[]> kernel(String name, int maxBytes, String pattern) {
        try {
            return Optional.of(host.proc().read("/" + replica.leader().pid() + "/" + name, maxBytes));
        } catch (HostAccessException e) {
            section.uncovered(pattern, e.kind() == Kind.ABSENT ? Kind.VANISHED : e.kind());
            return Optional.empty();
        }
    }

    /**
     * What a container is called and where it is reached, which differs from copy to copy.
     *
     * @param contained whether there is such a container
     * @param cgroup path of its control group, which holds its pod's id
     */
    private record OwnTokens(boolean contained, Optional<String> name, Set<String> addresses, String cgroup) {
        static final OwnTokens NONE = new OwnTokens(false, Optional.empty(), Set.of(), "");
        private static final Pattern POD_ID =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

        Optional<String> token(String value) {
            if (!contained || value.isEmpty()) {
                return Optional.empty();
            }
            if (POD_ID.matcher(value).matches()
                    && (cgroup.contains("pod" + value) || cgroup.contains("pod" + value.replace('-', '_')))) {
                return Optional.of("{pod}");
            }
            return name.filter(value::equals).isPresent()
                    ? Optional.of("{container}")
                    : addresses.contains(value) ? Optional.of("{address}") : Optional.empty();
        }
    }
}
