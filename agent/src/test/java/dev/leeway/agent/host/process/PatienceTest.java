package dev.leeway.agent.host.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.spi.HostProcess;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static HostProcess process(int pid) {
        return new HostProcess(
                pid, 1, 5, 0, "web", Optional.empty(), false, List.of(), Optional.empty(), Optional.empty(), false);
    }

    @Test
    void wantOfMemoryIsNoSilence() throws Exception {
        Patience patience = new Patience();
        assertThat(patience.ask(process(7), () -> {
                    throw new IllegalStateException("confounded");
                }))
                .isEmpty();
        assertThatThrownBy(() -> patience.ask(process(8), () -> {
                    throw new OutOfMemoryError("full");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(patience.ask(process(8), () -> "asked again")).contains("asked again");
    }
}
