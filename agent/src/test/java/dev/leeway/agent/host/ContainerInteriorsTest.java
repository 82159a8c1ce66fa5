package dev.leeway.agent.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.agent.spi.ContainerEngine;
import dev.leeway.agent.spi.ContainerLimits;
import dev.leeway.agent.spi.ContainerSettings;
import dev.leeway.agent.spi.DependencySettings;
import dev.leeway.agent.spi.EngineContainer;
import dev.leeway.agent.spi.EngineImage;
import dev.leeway.agent.spi.EngineInfo;
import dev.leeway.agent.spi.EnginePlatform;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.HostProcess;
import dev.leeway.agent.spi.ImageConfig;
import dev.leeway.agent.spi.Interior;
import dev.leeway.agent.spi.Replica;
import dev.leeway.agent.spi.Service;
import dev.leeway.agent.testing.FixtureHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerInteriorsTest {
    private static final SortedSet<String> NO_NAMES = new TreeSet<>();
    private static final String DOCKER = "/var/lib/docker/overlay2";

    @TempDir
    private Path directory;

    private FixtureHost host = FixtureHost.in(Path.of("unused"));

    @BeforeEach
    void makeHost() {
        host = FixtureHost.in(directory.resolve("host"));
    }

    @Test
    void looksOnceAtContainersOfOneImageThatWroteNothingButWhatComesAndGoes() throws Exception {
        container(1, "");
        container(2, "");
        host.file(DOCKER + "/c2/diff/tmp/session", "x").file(DOCKER + "/c2/diff/var/log/app.log", "x");

        assertThat(interiors(service("shop", 1), service("shop-web", 2)))
                .singleElement()
                .satisfies(one -> assertThat(one.subjects()).containsExactly("shop", "shop-web"));
    }

    @Test
    void looksByItselfAtAContainerInWhichSoftwareWasWritten() throws Exception {
        container(1, "");
        container(2, "");
        host.file(DOCKER + "/c2/diff/usr/bin/curl", "x");

        assertThat(interiors(service("shop", 1), service("shop-web", 2))).hasSize(2);
    }

    @Test
    void looksByItselfAtAContainerWithAMountOfItsOwn() throws Exception {
        container(1, "");
        container(2, "90 80 0:41 /jdk /opt/java rw - ext4 /dev/sda1 rw\n");

        assertThat(interiors(service("shop", 1), service("shop-web", 2))).hasSize(2);
    }

    @Test
    void looksByItselfAtContainersOfWhichNothingIsKnown() throws Exception {
        assertThat(interiors(service("shop", 1), service("shop-web", 2))).hasSize(2);
    }

    @Test
    void passesOverWhatRunsInNoContainer() throws Exception {
        Service outside = service(
                "shop",
                new Replica(
                        process(1, true),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        new TreeMap<>(),
                        new TreeSet<>()));

        assertThat(interiors(outside)).isEmpty();
    }

    @Test
    void saysWhyAContainerCannotBeSeen() throws Exception {
        host.deny("/");

        assertThat(interiors(service("shop", 1)))
                .singleElement()
                .satisfies(one -> assertThat(one.unseen()).contains(Kind.DENIED));
    }

    @Test
    void showsWhatRunsInsideAsSharingTheRoot() throws Exception {
        Interior one = interiors(service("shop", 1)).get(0);

        assertThat(one.view().orElseThrow().processes())
                .singleElement()
                .satisfies(process -> assertThat(process.mountNamespaceShared()).isTrue());
    }

    @Test
    void saysOfContainersThatOnlyTheEngineKnowsThatTheyCannotBeSeen() throws Exception {
        container(1, "");
        ContainerEngine engine = engine(
                running("c1", "shop", false, 7),
                running("c2", "hidden", false, 8),
                running("c3", "job", true, 9),
                running("c4", "stopped", false, 0));

        assertThat(interiors(engine, service("shop", 1)))
                .extracting(one ->
                        one.subjects() + " " + one.unseen().map(Kind::text).orElse("seen"))
                .containsExactly("[shop] seen", "[hidden] permission");
    }

    private static ContainerEngine engine(EngineContainer... containers) {
        return new ContainerEngine() {
            @Override
            public EngineInfo info() throws HostAccessException, InterruptedException {
                return NONE.info();
            }

            @Override
            public List<EngineContainer> containers() {
                return List.of(containers);
            }

            @Override
            public List<EngineImage> images() {
                return List.of();
            }
        };
    }

    private static EngineContainer running(String id, String service, boolean passing, int pid) {
        OptionalLong unlimited = OptionalLong.empty();
        return new EngineContainer(
                id,
                service,
                service,
                "container",
                passing,
                "image:1",
                "sha256:0",
                EnginePlatform.UNKNOWN,
                ImageConfig.EMPTY,
                new EngineContainer.State(
                        pid > 0 ? "running" : "exited", pid, Optional.empty(), 0, Optional.empty(), Optional.empty()),
                new ContainerSettings(
                        new ContainerLimits(
                                unlimited,
                                unlimited,
                                unlimited,
                                unlimited,
                                unlimited,
                                unlimited,
                                unlimited,
                                unlimited,
                                Optional.empty(),
                                Optional.empty(),
                                unlimited,
                                unlimited,
                                unlimited,
                                false,
                                unlimited,
                                new TreeMap<>()),
                        new ContainerSettings.Restart("no", 0),
                        new ContainerSettings.Security(
                                false,
                                NO_NAMES,
                                NO_NAMES,
                                NO_NAMES,
                                false,
                                NO_NAMES,
                                NO_NAMES,
                                NO_NAMES,
                                new TreeMap<>(),
                                new TreeMap<>()),
                        new ContainerSettings.Namespaces("", "", "", "", "", ""),
                        new ContainerSettings.Log("", new TreeMap<>()),
                        List.of(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(),
                        new ContainerSettings.Dns(List.of(), List.of(), List.of()),
                        OptionalInt.empty(),
                        false),
                List.of(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    private List<Interior> interiors(Service... services) throws InterruptedException {
        return interiors(ContainerEngine.NONE, services);
    }

    private List<Interior> interiors(ContainerEngine engine, Service... services) throws InterruptedException {
        return ContainerInteriors.of(
                List.of(services),
                host.files(),
                host.proc(),
                process -> host.files(),
                engine,
                containers -> EngineInteriors.NONE.of(engine, containers, DependencySettings.NONE));
    }

    private void container(int pid, String mounts) {
        host.directory(DOCKER + "/c" + pid + "/diff")
                .directory(DOCKER + "/c" + pid + "-init/diff")
                .link(DOCKER + "/l/INIT" + pid, "../c" + pid + "-init/diff")
                .procFile(
                        "/" + pid + "/mountinfo",
                        "80 49 0:39 / / rw,relatime master:3 - overlay overlay rw,lowerdir=" + DOCKER + "/l/INIT" + pid
                                + ":" + DOCKER + "/l/BASE,upperdir=" + DOCKER + "/c" + pid + "/diff,workdir=/w\n"
                                + "81 80 0:40 / /proc rw - proc proc rw\n"
                                + "82 80 8:1 /containers/c" + pid + "/hosts /etc/hosts rw - ext4 /dev/sda1 rw\n"
                                + mounts);
    }

    private static Service service(String name, int pid) {
        return service(
                name,
                new Replica(
                        process(pid, false),
                        List.of(),
                        Optional.empty(),
                        Optional.of("c" + pid),
                        new TreeMap<>(),
                        new TreeSet<>()));
    }

    private static Service service(String name, Replica replica) {
        return new Service(name, "container", "container", List.of(replica));
    }

    private static HostProcess process(int pid, boolean shared) {
        return new HostProcess(
                pid,
                0,
                1,
                0,
                "web",
                Optional.of("/usr/bin/web"),
                false,
                List.of("web"),
                Optional.empty(),
                Optional.of("/"),
                shared);
    }
}
