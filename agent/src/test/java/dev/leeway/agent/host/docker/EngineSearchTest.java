package dev.leeway.agent.host.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostAccessException.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineSearchTest {
    @TempDir
    Path root;

    private void socket(String path) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file));
        }
    }

    private String found(Map<String, String> variables) throws HostAccessException {
        return new EngineSearch(root, variables).find().address().text();
    }

    private Kind refused(Map<String, String> variables) {
        return catchThrowableOfType(HostAccessException.class, () -> new EngineSearch(root, variables).find())
                .kind();
    }

    @Test
    void saysAbsentWithoutSocket() {
        assertThat(refused(Map.of())).isEqualTo(Kind.ABSENT);
        assertThat(refused(Map.of("XDG_RUNTIME_DIR", "/run/user/1000", "HOME", "/home/joe")))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    void looksAtTheUsualPlacesInTurn() throws Exception {
        Map<String, String> variables = Map.of("XDG_RUNTIME_DIR", "/run/user/1000");
        socket("run/user/1000/podman/podman.sock");
        assertThat(found(variables)).isEqualTo("/run/user/1000/podman/podman.sock");
        socket("run/podman/podman.sock");
        assertThat(found(variables)).isEqualTo("/run/podman/podman.sock");
        socket("run/user/1000/docker.sock");
        assertThat(found(variables)).isEqualTo("/run/user/1000/docker.sock");
        socket("var/run/docker.sock");
        assertThat(found(variables)).isEqualTo("/var/run/docker.sock");
        socket("run/docker.sock");
        assertThat(found(variables)).isEqualTo("/run/docker.sock");
    }

    @Test
    void takesNothingButASocketForOne() throws Exception {
        Files.createDirectories(root.resolve("run/docker.sock"));
        assertThat(refused(Map.of())).isEqualTo(Kind.ABSENT);
        Files.createDirectories(root.resolve("var/run"));
        Files.writeString(root.resolve("var/run/docker.sock"), "");
        assertThat(refused(Map.of())).isEqualTo(Kind.ABSENT);
    }

    @Test
    void letsTheVariableGoBeforeAll() throws Exception {
        socket("run/docker.sock");
        assertThat(found(Map.of("DOCKER_HOST", "tcp://engine.example"))).isEqualTo("tcp://engine.example:2375");
        assertThat(found(Map.of("DOCKER_HOST", "tcp://engine.example", "DOCKER_TLS_VERIFY", "1", "HOME", "/root")))
                .isEqualTo("tcp://engine.example:2376");
        assertThat(found(Map.of("DOCKER_HOST", "unix://" + root + "/run/docker.sock")))
                .isEqualTo(root + "/run/docker.sock");
        assertThat(refused(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock")))
                .isEqualTo(Kind.ABSENT);
    }

    @Test
    void saysWhatItDoesNotUnderstandWithoutSayingIt() {
        for (String host : new String[] {"ssh://joe:secret@host", "npipe:////./pipe/x", "::", "unix://", "tcp://"}) {
            HostAccessException refusal = catchThrowableOfType(
                    HostAccessException.class, () -> new EngineSearch(root, Map.of("DOCKER_HOST", host)).find());
            assertThat(refusal).as(host).hasMessage("DOCKER_HOST: format");
        }
    }

    @Test
    void readsCertificatesWhereTheVariableSays() throws Exception {
        EngineAddress address = new EngineSearch(
                        root, Map.of("DOCKER_HOST", "tcp://engine.example:2376", "DOCKER_CERT_PATH", "/etc/engine"))
                .find()
                .address();
        assertThat(address.certificates()).contains(Path.of("/etc/engine"));
    }
}
