package dev.leeway.agent.probe.git;

import dev.leeway.agent.format.command.Program;
import dev.leeway.agent.format.command.Program.MainKind;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.GitSettings;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the working copies to look at; each is told once, by the first that leads to it. */
final class Places {
    private static final List<String> USUAL = List.of("/srv", "/opt", "/var/www", "/usr/src", "/usr/local/src");
    private static final List<String> ITSELF = List.of("/app", "/code", "/var/www");
    private static final int MAX_NAMES = 2_000;
    private static final int MAX_PLACES = 200;
    private static final String INDEX = "copy[*]/**";
    /** Whose working copy holds somebody's settings rather than what lies below. */
    private static final Pattern PERSONAL = Pattern.compile("/|/root|/home/[^/]+|/Users/[^/]+|/etc");

    private final HostView host;
    private final SectionRecorder index;
    private final List<CopyPlace> found = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    /** @param index told of what could not be looked for */
    Places(HostView host, SectionRecorder index) {
        this.host = host;
        this.index = index;
    }

    /** Those found, in the order in which they were. */
    List<CopyPlace> found() {
        return found;
    }

    /** The working copies that the service's processes work in, or that hold what they were told to run. */
    void addService(Service service) {
        for (HostProcess leader : service.leaders()) {
            HostFiles files = host.files(leader);
            String space = leader.mountNamespaceShared() ? "" : String.valueOf(leader.pid());
            for (String place : places(leader, service.name())) {
                Optional<String> top = topOf(files, place);
                if (top.isPresent()) {
                    known.add(space + top.get());
                    // Replicas in one working copy are one; those in copies of their own may differ.
                    add(new CopyPlace(service.name(), files, top.get(), Optional.empty()), space);
                    break;
                }
            }
        }
    }

    private Set<String> places(HostProcess leader, String service) {
        Set<String> places = new LinkedHashSet<>();
        leader.workingDirectory().ifPresent(places::add);
        // The program itself may be a tool from a repository of its own, and so may what an option names.
        script(leader).ifPresent(places::add);
        places.addAll(host.dependencies().services().getOrDefault(service, List.of()));
        return places;
    }

    /** What the interpreter or virtual machine was told to run. */
    private static Optional<String> script(HostProcess leader) {
        Program program = Program.of(leader.executable(), leader.arguments());
        boolean file = program.kind() == MainKind.SCRIPT || program.kind() == MainKind.JAR;
        return Optional.of(program.main())
                .filter(main -> file && !main.isEmpty() && main.indexOf('\0') < 0)
                .flatMap(main -> main.startsWith("/")
                        ? Optional.of(main)
                        : leader.workingDirectory().map(at -> at + "/" + main));
    }

    /** What the configuration names. */
    void addConfigured(GitSettings.Place place) {
        String name = place.name().orElseGet(() -> nameOf(place.directory()));
        known.add(place.directory());
        add(new CopyPlace(name, host.files(), place.directory(), place.repository()), "");
    }

    /** What lies where software is usually deployed. */
    void addUsual() {
        Reading files = new Reading(host.files(), index);
        List<String> directories = new ArrayList<>(ITSELF);
        for (String usual : USUAL) {
            for (String name : files.names(usual, MAX_NAMES, INDEX)) {
                directories.add(usual + "/" + name);
                directories.add(usual + "/" + name + "/current");
            }
        }
        for (String directory : directories) {
            Optional<String> real =
                    begins(host.files(), directory) ? files.resolve(directory, INDEX) : Optional.empty();
            if (real.isPresent() && known.add(real.get())) {
                add(new CopyPlace(nameOf(directory), host.files(), real.get(), Optional.empty()), "");
            }
        }
    }

    private void add(CopyPlace place, String space) {
        boolean told = found.stream()
                .anyMatch(each -> each.name().equals(place.name())
                        && each.directory().equals(place.directory())
                        && space.isEmpty());
        if (told) {
            return;
        }
        if (found.size() >= MAX_PLACES) {
            index.uncovered(INDEX, Kind.TOO_LARGE);
            return;
        }
        found.add(place);
    }

    /** {@code /srv/shop/current} is the shop's. */
    private static String nameOf(String directory) {
        String named = directory.endsWith("/current")
                ? directory.substring(0, directory.length() - "/current".length())
                : directory;
        String name = named.substring(named.lastIndexOf('/') + 1);
        return name.isEmpty() ? "root" : name;
    }

    /** The top of the working copy that holds {@code place}. */
    private Optional<String> topOf(HostFiles files, String place) {
        Optional<String> resolved = new Reading(files, index).resolve(place, INDEX);
        String at = resolved.orElse("/");
        while (at.length() > 1) {
            if (begins(files, at)) {
                String top = at;
                return Optional.of(top).filter(each -> holds(files, each, resolved.get()));
            }
            at = at.substring(0, Math.max(1, at.lastIndexOf('/')));
        }
        return Optional.empty();
    }

    private boolean begins(HostFiles files, String directory) {
        String sign = directory + "/.git";
        try {
            Optional<FileStat> stat = files.statLink(sign);
            return stat.isPresent() && stat.get().type() != FileStat.Type.OTHER;
        } catch (HostAccessException e) {
            if (e.kind() == Kind.DENIED) {
                index.uncovered(INDEX, Kind.DENIED);
            }
            return false;
        }
    }

    private boolean holds(HostFiles files, String top, String place) {
        if (place.equals(top)) {
            return true;
        }
        String below = place.substring(top.length() + 1);
        boolean personal = PERSONAL.matcher(top).matches();
        try {
            // What Git is told to ignore there came by other ways: programs that a tool puts into its own repository.
            return host.workingCopies().follows(files, top, below)
                    || !(personal || host.workingCopies().ignores(files, top, below));
        } catch (HostAccessException e) {
            return !personal;
        }
    }
}
