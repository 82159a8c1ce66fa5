package dev.leeway.collector.cause;

import dev.leeway.collector.judge.DeclaredVariable;
import dev.leeway.collector.judge.Finding;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where differences of what runs in containers come from: another image, which brings its packages and defaults along; ports,
 * limits and variables, which the engine, the process and the files of settings each tell in their own words.
 */
final class ContainerOrigins {
    /** What an image says unless the container says otherwise. */
    private static final Set<String> INHERITED = Set.of(
            "entrypoint", "command", "shell", "working-directory", "stop-signal", "user", "health", "volume", "port");

    private static final Set<String> SAYS_IMAGE = Set.of("content", "tag", "repository", "size");

    /** Environments and service between which another image runs. */
    private final Set<List<String>> otherImage = new HashSet<>();
    /** Those whose container has other ports, and other limits. */
    private final Set<List<String>> otherPorts = new HashSet<>();

    private final Set<List<String>> otherLimits = new HashSet<>();
    private final BrokenPromises promises;

    ContainerOrigins(List<Finding> findings) {
        promises = new BrokenPromises(findings);
        for (Finding finding : findings) {
            boolean told = finding.state() != DriftState.UNKNOWN
                    && finding.state() != DriftState.NOT_COMPARABLE
                    && finding.disposition() != Disposition.WITHIN_LEEWAY;
            String probe = finding.address().section().probe();
            if (told && probe.equals("image") && SAYS_IMAGE.contains(first(finding))) {
                otherImage.add(place(finding));
            } else if (told && probe.equals("container") && first(finding).equals("port")) {
                otherPorts.add(place(finding));
            } else if (told && probe.equals("container") && first(finding).equals("limit")) {
                otherLimits.add(place(finding));
            }
        }
    }

    /** The origin of a finding that has to do with a container; empty for all others. */
    Optional<Origin> of(Finding finding) {
        SectionKey section = finding.address().section();
        Optional<Origin> promise = promises.of(finding);
        if (promise.isPresent()) {
            return promise;
        }
        return section.subject().flatMap(service -> switch (section.probe()) {
            case "image" -> Optional.of(ofImage(finding, service));
            case "container" -> ofContainer(finding, service);
            case "package" ->
                first(finding).equals("compilers") ? Optional.of(image(service)) : brought(finding, service);
            case "jdk" -> brought(finding, service);
            case "config" ->
                first(finding).equals("required")
                        ? Optional.of(variable(service, key(finding)))
                        : Optional.<Origin>empty();
            case "process" -> ofProcess(finding, service);
            default -> Optional.empty();
        });
    }

    private static Origin ofImage(Finding finding, String service) {
        return first(finding).equals("env") ? variable(service, second(finding)) : image(service);
    }

    private Optional<Origin> ofContainer(Finding finding, String service) {
        String first = first(finding);
        return switch (first) {
            case "image" -> Optional.of(image(service));
            case "port" -> Optional.of(new Origin(Origin.Kind.PORTS, service));
            case "limit" -> Optional.of(new Origin(Origin.Kind.LIMITS, service));
            case "env" -> Optional.of(variable(service, second(finding)));
            case "declared" ->
                DeclaredVariable.of(finding.address()).map(variable -> variable(service, variable.name()));
            default -> INHERITED.contains(first) ? brought(finding, service) : Optional.empty();
        };
    }

    /** What a process waits on and may use is told with its container, where that says so too. */
    private Optional<Origin> ofProcess(Finding finding, String service) {
        if (first(finding).equals("listen") && otherPorts.contains(place(finding))) {
            return Optional.of(new Origin(Origin.Kind.PORTS, service));
        }
        return first(finding).equals("cgroup") && otherLimits.contains(place(finding))
                ? Optional.of(new Origin(Origin.Kind.LIMITS, service))
                : Optional.empty();
    }

    private Optional<Origin> brought(Finding finding, String service) {
        return otherImage.contains(place(finding)) ? Optional.of(image(service)) : Optional.empty();
    }

    private static Origin image(String service) {
        return new Origin(Origin.Kind.IMAGE, service);
    }

    private static Origin variable(String service, String name) {
        return new Origin(Origin.Kind.VARIABLE, service + "|" + name);
    }

    private static List<String> place(Finding finding) {
        List<String> place = new ArrayList<>(finding.between());
        place.add(finding.address().section().subject().orElse(""));
        return place;
    }

    /** The first name of the path, without its key. */
    private static String first(Finding finding) {
        return finding.address().path().segments().get(0).name();
    }

    private static String key(Finding finding) {
        return finding.address().path().segments().get(0).key().orElse("");
    }

    /** The second name as it is written, as variables are. */
    private static String second(Finding finding) {
        String[] names = finding.address().path().text().split("/", 3);
        return names.length < 2 ? "" : names[1];
    }
}
