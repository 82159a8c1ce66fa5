package dev.leeway.agent.host.docker;

import dev.leeway.agent.format.json.JsonNode.Members;
import dev.leeway.agent.format.json.JsonRows;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.service.Clues.ContainerNames;
import dev.leeway.agent.service.ContainerName;
import dev.leeway.agent.service.Named;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Asks an engine for all there is, one question after another, until the time for all of them is over. */
final class EngineQuestions {
    private static final Duration MOST = Duration.ofSeconds(8);
    private static final int MAX_ANSWER = 2 << 20;
    private static final long MAX_LIST = 64L << 20;
    private static final int MAX_CONTAINERS = 1_000;
    private static final int MAX_LISTED_IMAGES = 2_000;
    private static final int MAX_IMAGES = 300;
    private static final String ALL = "*";
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    private final EngineClient client;
    private final List<ServiceMatch> services;
    private final long end;
    private final SortedMap<String, Kind> containerGaps = new TreeMap<>();
    private final SortedMap<String, Kind> imageGaps = new TreeMap<>();
    private final Map<String, Fields> imageAnswers = new HashMap<>();

    EngineQuestions(EngineClient client, Duration time, List<ServiceMatch> services) {
        this.client = client;
        this.services = services;
        this.end = System.nanoTime() + time.toNanos();
    }

    /**
     * Asks them.
     *
     * @throws HostAccessException when the engine does not even answer what it is, or which containers and images there are
     */
    EngineLook ask(EngineSearch.Found found) throws HostAccessException, InterruptedException {
        if (!found.closed().isEmpty()) {
            containerGaps.put(ALL, Kind.DENIED);
            imageGaps.put(ALL, Kind.DENIED);
        }
        EngineInfo info = InfoAnswer.read(one("/version"), one("/info"));
        List<EngineContainer> containers = containers();
        return new EngineLook(info, containers, images(containers), containerGaps, imageGaps);
    }

    private List<EngineContainer> containers() throws HostAccessException, InterruptedException {
        List<Members> rows = rows("/containers/json?all=1", Set.of("Id", "Names"), MAX_CONTAINERS, containerGaps);
        List<EngineContainer> containers = new ArrayList<>();
        for (Members row : rows) {
            Fields listed = Fields.of(row);
            String id =
                    listed.text("Id").filter(each -> ID.matcher(each).matches()).orElse("");
            if (id.isEmpty()) {
                containerGaps.putIfAbsent(ALL, Kind.MALFORMED);
                continue;
            }
            try {
                ContainerAnswer.read(one("/containers/" + id + "/json"), services, this::labels)
                        .ifPresent(containers::add);
            } catch (HostAccessException e) {
                if (e.kind() != Kind.VANISHED) {
                    containerGaps.putIfAbsent(called(listed), e.kind());
                }
            }
        }
        containers.replaceAll(apart(containers));
        containers.sort(Comparator.comparing(EngineContainer::service)
                .thenComparing(EngineContainer::name)
                .thenComparing(EngineContainer::id));
        return containers;
    }

    /** As the services of a host: a name that two Compose projects have, whether they run or not, says which it is. */
    private static UnaryOperator<EngineContainer> apart(List<EngineContainer> containers) {
        Map<String, Set<String>> projects = new HashMap<>();
        for (EngineContainer container : containers) {
            if (!container.passing() && ofCompose(container)) {
                projects.computeIfAbsent(container.service(), each -> new HashSet<>())
                        .add(project(container).orElse(""));
            }
        }
        return container -> ofCompose(container)
                        && projects.getOrDefault(container.service(), Set.of()).size() > 1
                ? project(container)
                        .map(project -> container.called(project + "-" + container.service()))
                        .orElse(container)
                : container;
    }

    private static boolean ofCompose(EngineContainer container) {
        return container.namedBy().equals(Named.Rule.COMPOSE.text());
    }

    private static Optional<String> project(EngineContainer container) {
        return ContainerNames.labelled(
                        Optional.empty(),
                        name -> Optional.ofNullable(container.config().labels().get(name)))
                .plainProject();
    }

    /** The service as its container's name alone tells it; what else names it was in the answer that did not come. */
    private String called(Fields listed) {
        Optional<String> name = listed.texts("Names").stream().findFirst();
        return name.map(each -> ContainerName.of(
                                ContainerNames.called(each), Optional.empty(), "", ContainerName.OneOff.NO, services)
                        .named()
                        .name())
                .orElse(ALL);
    }

    private List<EngineImage> images(List<EngineContainer> containers)
            throws HostAccessException, InterruptedException {
        SortedMap<String, SortedSet<String>> used = new TreeMap<>();
        for (EngineContainer container : containers) {
            SortedSet<String> subjects = used.computeIfAbsent(container.imageId(), each -> new TreeSet<>());
            if (!container.passing()) {
                subjects.add(container.service());
            }
        }
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>(used);
        List<Members> rows = rows("/images/json", Set.of("Id", "RepoTags"), MAX_LISTED_IMAGES, imageGaps);
        for (Members row : rows) {
            Fields listed = Fields.of(row);
            boolean named = listed.texts("RepoTags").stream().anyMatch(tag -> !tag.contains("<none>"));
            listed.text("Id")
                    .map(ImageAnswer::withAlgorithm)
                    .filter(each -> named)
                    .ifPresent(id -> wanted.computeIfAbsent(id, each -> new TreeSet<>()));
        }
        List<EngineImage> images = new ArrayList<>();
        // Those in use first, for the time may not be enough for all.
        for (String id : used.keySet()) {
            image(id, used.getOrDefault(id, new TreeSet<>())).ifPresent(images::add);
        }
        for (String id : wanted.keySet()) {
            if (images.size() >= MAX_IMAGES) {
                imageGaps.putIfAbsent(ALL, Kind.TOO_LARGE);
                break;
            }
            if (!used.containsKey(id)) {
                image(id, new TreeSet<>()).ifPresent(images::add);
            }
        }
        images.sort(Comparator.comparing(EngineImage::id));
        return images;
    }

    private Optional<EngineImage> image(String id, SortedSet<String> subjects) throws InterruptedException {
        if (!ID.matcher(id).matches()) {
            imageGaps.putIfAbsent(ALL, Kind.MALFORMED);
            return Optional.empty();
        }
        try {
            Fields answer = imageAnswer(id);
            return ImageAnswer.read(
                    answer,
                    subjects,
                    subjects.isEmpty() ? List.of() : ImageAnswer.history(one("/images/" + id + "/history")));
        } catch (HostAccessException e) {
            // An image removed under its container is gone, and with it what is to be known of it.
            subjects.forEach(subject -> imageGaps.putIfAbsent(subject, e.kind()));
            if (subjects.isEmpty() && e.kind() != Kind.VANISHED) {
                imageGaps.putIfAbsent(ALL, e.kind());
            }
            return Optional.empty();
        }
    }

    private Fields imageAnswer(String id) throws HostAccessException, InterruptedException {
        Fields known = imageAnswers.get(id);
        if (known != null) {
            return known;
        }
        Fields answer = one("/images/" + id + "/json");
        imageAnswers.put(id, answer);
        return answer;
    }

    private Map<String, String> labels(String image) throws InterruptedException {
        try {
            return ID.matcher(image).matches() ? imageAnswer(image).map("Config", "Labels") : Map.of();
        } catch (HostAccessException e) {
            // Whoever asks for the image itself says so.
            return Map.of();
        }
    }

    private Duration left() throws HostAccessException {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (left.compareTo(Duration.ofMillis(1)) < 0) {
            throw new HostAccessException(Kind.TIMED_OUT, "container engine");
        }
        return left.compareTo(MOST) < 0 ? left : MOST;
    }

    private Fields one(String question) throws HostAccessException, InterruptedException {
        return client.ask("GET", question, left(), answer -> {
                    byte[] bytes = new BoundedStream(answer.getBody(), MAX_ANSWER).readAllBytes();
                    return JsonText.read(new String(bytes, StandardCharsets.UTF_8))
                            .map(Fields::of);
                })
                .orElseThrow(EngineQuestions::malformed);
    }

    private List<Members> rows(String question, Set<String> names, int most, SortedMap<String, Kind> gaps)
            throws HostAccessException, InterruptedException {
        List<Members> rows = client.ask("GET", question, left(), answer -> {
                    Reader text = new BufferedReader(new InputStreamReader(
                            new BoundedStream(answer.getBody(), MAX_LIST), StandardCharsets.UTF_8));
                    return JsonRows.read(text, names, most + 1);
                })
                .orElseThrow(EngineQuestions::malformed);
        if (rows.size() > most) {
            gaps.putIfAbsent(ALL, Kind.TOO_LARGE);
        }
        return rows.subList(0, Math.min(most, rows.size()));
    }

    private static HostAccessException malformed() {
        return new HostAccessException(Kind.MALFORMED, "answer of the container engine");
    }
}
