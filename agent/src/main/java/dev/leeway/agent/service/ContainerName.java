package dev.leeway.agent.service;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.Named.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a container is called from what its engine says of it alone, whether it runs or not.
 *
 * <p>The configuration's services of which nothing but a container is asked come first, then the Compose or Swarm service, the
 * pod's workload, and the name of the container. One that an engine may have made up, two lower case words with an underscore or
 * a row of hexadecimal digits, stands for nothing; such a container is called by the repository of its image.
 *
 * @param named name, rule and labels
 * @param passing whether it does a job and goes
 */
public record ContainerName(Named named, boolean passing) {
    /** The word for {@link #rule} where the image gave the name. */
    private static final String BY_IMAGE = "image";

    private static final Pattern MADE_UP = Pattern.compile("[a-z]+_[a-z]+\\d?|[0-9a-f]{12,64}");
    private static final Pattern POD = Pattern.compile("k8s_([^_]*)_([^_]*)_.*");
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");
    private static final String SANDBOX = "POD";

    public ContainerName {
        requireNonNull(named, "named is null");
    }

    /**
     * Names a container.
     *
     * @param names what the engine says
     * @param pod the Kubernetes pod it belongs to
     * @param image as it was asked for, or a tag of it
     * @param oneOff whether it is said to do a job, or removed when it ends
     */
    public static ContainerName of(
            ContainerNames names, Optional<String> pod, String image, OneOff oneOff, List<ServiceMatch> configured) {
        Optional<String> own = names.name().map(name -> name.startsWith("/") ? name.substring(1) : name);
        Matcher inPod = POD.matcher(own.orElse(""));
        boolean kept = inPod.matches();
        boolean madeUp = !kept && (own.isEmpty() || MADE_UP.matcher(own.get()).matches());
        Optional<PodName> podName = pod.or(() -> kept ? Optional.of(inPod.group(2)) : Optional.empty())
                .map(each -> PodName.of(each, Optional.empty()));
        boolean sandbox = (kept && inPod.group(1).equals(SANDBOX))
                || names.podContainer().filter(SANDBOX::equals).isPresent();
        boolean passing = oneOff == OneOff.SAID
                || (oneOff == OneOff.REMOVED && madeUp && names.service().isEmpty())
                || sandbox
                || podName.filter(PodName::passing).isPresent();
        Named named = configured(names, own, configured)
                .or(() -> names.service()
                        .map(service -> Named.of(PlainName.of(service).withInstance(names.number()), Rule.COMPOSE)))
                .or(() -> podName.map(
                        each -> Named.of(PlainName.of(each.workload()).withInstance(each.instance()), Rule.KUBERNETES)))
                .or(() -> own.filter(each -> !madeUp).map(each -> Named.of(PlainName.of(each), Rule.CONTAINER)))
                .orElseGet(
                        () -> new Named(PlainName.of(repositoryName(image)).name(), Rule.EXECUTABLE, new TreeMap<>()));
        return new ContainerName(named, passing);
    }

    /** The word used for the rule. */
    public String rule() {
        return named.rule() == Rule.EXECUTABLE ? BY_IMAGE : named.rule().text();
    }

    /** What a container is said to be there for. */
    public enum OneOff {
        /** Nothing is said. */
        NO,
        /** It is removed when it ends, which jobs are and some services too. */
        REMOVED,
        /** It does one job. */
        SAID
    }

    private static Optional<Named> configured(
            ContainerNames names, Optional<String> own, List<ServiceMatch> configured) {
        List<String> all = new ArrayList<>();
        own.ifPresent(all::add);
        names.service().ifPresent(all::add);
        return configured.stream()
                .filter(match -> match.container().isPresent()
                        && match.commandLine().isEmpty()
                        && match.unit().isEmpty()
                        && match.port().isEmpty()
                        && match.coversContainer(all))
                .findFirst()
                .map(match -> new Named(match.name(), Rule.CONFIGURATION, new TreeMap<>()));
    }

    /** The last word of an image's repository: {@code shop-web} of {@code registry.example:5000/team/shop-web:1.2}. */
    public static String repositoryName(String image) {
        if (ID.matcher(image).matches()) {
            return "unnamed";
        }
        int digest = image.indexOf('@');
        String name = digest < 0 ? image : image.substring(0, digest);
        String last = name.substring(name.lastIndexOf('/') + 1);
        int tag = last.indexOf(':');
        String repository = tag < 0 ? last : last.substring(0, tag);
        return repository.isEmpty() ? "unnamed" : repository;
    }
}
