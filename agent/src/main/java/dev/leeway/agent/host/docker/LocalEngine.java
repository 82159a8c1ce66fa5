package dev.leeway.agent.host.docker;

import dev.leeway.agent.host.Once;
import dev.leeway.agent.service.ServiceMatch;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/** The engine of this host, or the one that {@code DOCKER_HOST} names, for one snapshot. */
public final class LocalEngine implements ContainerEngine {
    /** All questions about what there is, and one stream. */
    private static final Duration LOOK = Duration.ofSeconds(20);

    private static final Duration STREAM = Duration.ofSeconds(25);
    private static final Duration STAT = Duration.ofSeconds(5);
    private static final long MAX_CHANGES = 16L << 20;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:_.-]{0,127}");

    private final EngineSearch search;
    private final boolean configured;
    private final Once<EngineLook> look;

    /**
     * For one host; nothing is looked for yet.
     *
     * @param root of the host, as this process sees it
     * @param variables of this process
     * @param services that the configuration names
     */
    public LocalEngine(Path root, Map<String, String> variables, List<ServiceMatch> services) {
        this.search = new EngineSearch(root, variables);
        this.configured = !variables.getOrDefault("DOCKER_HOST", "").isBlank();
        List<ServiceMatch> known = List.copyOf(services);
        this.look = new Once<>(() -> {
            EngineSearch.Found found = search.find();
            try (EngineClient client = client(found.address())) {
                return new EngineQuestions(client, LOOK, known).ask(found);
            }
        });
    }

    private EngineClient client(EngineAddress address) {
        return new EngineClient(address, configured);
    }

    @Override
    public Optional<String> address() {
        try {
            return Optional.of(search.find().address().text());
        } catch (HostAccessException e) {
            return Optional.empty();
        }
    }

    @Override
    public EngineInfo info() throws HostAccessException, InterruptedException {
        return look.get().info();
    }

    @Override
    public List<EngineContainer> containers() throws HostAccessException, InterruptedException {
        return look.get().containers();
    }

    @Override
    public List<EngineImage> images() throws HostAccessException, InterruptedException {
        return look.get().images();
    }

    @Override
    public SortedMap<String, Kind> gaps(About about) throws HostAccessException, InterruptedException {
        return about == About.CONTAINERS
                ? look.get().containerGaps()
                : look.get().imageGaps();
    }

    @Override
    public Optional<PathStat> stat(String container, String path) throws HostAccessException, InterruptedException {
        try (EngineClient client = client(search.find().address())) {
            return client.ask(
                    "HEAD", "/containers/" + id(container) + "/archive?path=" + encoded(path), STAT, answer -> {
                        String header = answer.getHeader(PathAnswer.HEADER);
                        return header == null ? Optional.empty() : PathAnswer.read(header);
                    });
        } catch (HostAccessException e) {
            if (e.kind() == Kind.VANISHED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void archive(String container, String path, long maxBytes, StreamWork work)
            throws HostAccessException, InterruptedException {
        stream("/containers/" + id(container) + "/archive?path=" + encoded(path), maxBytes, work);
    }

    @Override
    public List<String> changes(String container) throws HostAccessException, InterruptedException {
        try (EngineClient client = client(search.find().address())) {
            return client.ask("GET", "/containers/" + id(container) + "/changes", STAT, answer -> {
                byte[] bytes = new BoundedStream(answer.getBody(), MAX_CHANGES).readAllBytes();
                return ChangesAnswer.read(new String(bytes, StandardCharsets.UTF_8));
            });
        }
    }

    @Override
    public void save(String image, long maxBytes, StreamWork work) throws HostAccessException, InterruptedException {
        stream("/images/" + id(image) + "/get", maxBytes, work);
    }

    private void stream(String question, long maxBytes, StreamWork work)
            throws HostAccessException, InterruptedException {
        try (EngineClient client = client(search.find().address())) {
            client.ask("GET", question, STREAM, answer -> {
                work.read(new BoundedStream(answer.getBody(), maxBytes));
                return true;
            });
        }
    }

    private static String id(String text) throws HostAccessException {
        if (!ID.matcher(text).matches()) {
            throw new HostAccessException(Kind.MALFORMED, "id of a container or image");
        }
        return text;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
