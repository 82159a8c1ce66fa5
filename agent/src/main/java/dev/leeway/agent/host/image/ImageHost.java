package dev.leeway.agent.host.image;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.host.InsideView;
import dev.leeway.agent.service.PlainName;
import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.HostFiles;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.ImageName;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.spi.SqliteFiles;
import dev.leeway.schema.json.FormatException;
import java.io.Closeable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An image in a file as if a container of it ran: one service, whose process is what the image would start, and of whose kernel nothing
 * is known but what the image itself decides.
 */
public final class ImageHost implements HostView, Closeable {
    /** Of a start so late that nothing in the image is younger. */
    private static final long NEVER = 253_370_764_800L;

    private final OpenImage image;
    private final String service;
    private final DependencySettings dependencies;
    private final Optional<HostProcess> leader;
    private final HostFiles proc;

    private ImageHost(OpenImage image, String service, DependencySettings dependencies) {
        this.image = image;
        this.service = service;
        this.dependencies = requireNonNull(dependencies, "dependencies are null");
        StartCommand command = new StartCommand(image.files(), image.image().config());
        this.leader = command.process(0);
        this.proc = leader.isEmpty() ? FixedFiles.NONE : proc(leader.get(), command.variables());
    }

    /**
     * The host that {@code image} makes.
     *
     * @param named what its service is called; empty for the last name of its repository
     * @throws FormatException when nobody says what it is called
     */
    public static ImageHost of(OpenImage image, Optional<String> named, DependencySettings dependencies)
            throws FormatException {
        Optional<String> name = named.or(() -> image.image().tags().stream()
                .findFirst()
                .map(tag -> PlainName.of(ImageName.of(tag).last()).name()));
        return new ImageHost(
                image,
                name.orElseThrow(() -> new FormatException(
                        "--image", "", "the image has no name", "say --service NAME, as its containers are called")),
                dependencies);
    }

    /** What its service is called. */
    public String service() {
        return service;
    }

    /** The image. */
    public OpenImage image() {
        return image;
    }

    private static HostFiles proc(HostProcess process, Map<String, String> variables) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("/stat", ("btime " + NEVER + "\n").getBytes(StandardCharsets.UTF_8));
        StartedContainers.tell(process, variables, files);
        return new FixedFiles(files);
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public boolean hasSystem() {
        return false;
    }

    @Override
    public ContainerEngine engine() {
        EngineImage told = image.image();
        return new SavedImages(new EngineImage(
                new TreeSet<>(List.of(service)),
                told.id(),
                told.tags(),
                told.digests(),
                told.platform(),
                told.size(),
                told.layers(),
                told.config(),
                told.history()));
    }

    @Override
    public HostFiles files() {
        return FixedFiles.NONE;
    }

    @Override
    public HostFiles files(HostProcess process) {
        return image.files();
    }

    @Override
    public HostFiles proc() {
        return proc;
    }

    @Override
    public HostFiles sys() {
        return FixedFiles.NONE;
    }

    @Override
    public SqliteFiles sqlite() {
        return inside().sqlite();
    }

    private HostView inside() {
        return new InsideView(
                image.files(),
                leader
                        .map(process -> new HostProcess(
                                process.pid(),
                                process.parent(),
                                process.startTicks(),
                                process.uid(),
                                process.name(),
                                process.executable(),
                                false,
                                process.arguments(),
                                process.cgroup(),
                                process.workingDirectory(),
                                true))
                        .map(this::service)
                        .stream()
                        .toList());
    }

    @Override
    public List<Interior> interiors() {
        return List.of(Interior.of(new TreeSet<>(List.of(service)), inside()));
    }

    @Override
    public List<HostProcess> processes() {
        return leader.stream().toList();
    }

    @Override
    public List<Service> services() {
        return leader.map(this::service).stream().toList();
    }

    private Service service(HostProcess process) {
        return new Service(
                service,
                "container",
                "container",
                List.of(new Replica(
                        process, List.of(), Optional.empty(), Optional.empty(), new TreeMap<>(), new TreeSet<>())));
    }

    @Override
    public DependencySettings dependencies() {
        return dependencies;
    }

    @Override
    public Optional<SortedMap<String, String>> shell() {
        return Optional.empty();
    }

    @Override
    public void close() {
        image.close();
    }
}
