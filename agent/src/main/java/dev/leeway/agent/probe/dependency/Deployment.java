package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.probe.dependency.found.HeldPlaces;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A service, and where it can be seen: on the host, or in a container that an engine hands out.
 *
 * @param name of the service
 * @param look records what it is made of; whether all of it could be looked into
 */
record Deployment(String name, Look look) {
    /** One look. */
    interface Look {
        boolean record(SectionRecorder section, HeldPlaces held) throws InterruptedException;
    }

    /** All of them, sorted by name; what an engine shows stands for what the kernel closes. */
    static List<Deployment> all(HostView host) throws HostAccessException, InterruptedException {
        List<Deployment> all = new ArrayList<>();
        Set<String> handed = new HashSet<>();
        for (Interior interior : host.interiors()) {
            if (interior.running().isPresent()) {
                handed.addAll(interior.subjects());
                HostView running = interior.running().get();
                interior.subjects().forEach(name -> all.add(handed(name, running)));
            }
        }
        for (Service service : host.services()) {
            if (!handed.contains(service.name()) || !isClosed(service)) {
                all.add(new Deployment(
                        service.name(),
                        (section, held) -> new ServiceDependencies(host, service, section, held).record()));
            }
        }
        all.sort(Comparator.comparing(Deployment::name));
        return List.copyOf(all);
    }

    private static boolean isClosed(Service service) {
        return service.leaders().stream().allMatch(leader -> leader.executable().isEmpty());
    }

    boolean record(SectionRecorder section, HeldPlaces held) throws InterruptedException {
        return look.record(section, held);
    }

    private static Deployment handed(String name, HostView running) {
        return new Deployment(name, (section, held) -> {
            try {
                List<Service> services = running.services().stream()
                        .filter(service -> service.name().equals(name))
                        .toList();
                boolean seen = !services.isEmpty();
                for (Service service : services) {
                    seen &= new ServiceDependencies(running, service, section, held).record();
                }
                if (!seen) {
                    // What was started became something else, which only its process tells.
                    section.uncovered("**", Kind.DENIED);
                }
                if (running.files().stat("/").isEmpty()) {
                    section.uncovered("**", Kind.VANISHED);
                }
                return seen;
            } catch (HostAccessException e) {
                section.uncovered("**", e.kind());
                return false;
            }
        });
    }
}
