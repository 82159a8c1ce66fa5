package dev.leeway.agent.probe.dependency.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StashedNameTest {
    @Test
    void knowsWhatADirectoryWasCalledBeforePipRenamedIt() {
        assertThat(StashedName.was("~arkupsafe", "markupsafe")).isTrue();
        assertThat(StashedName.was("~-rkupsafe", "markupsafe")).isTrue();
        assertThat(StashedName.was("~~-umpy", "numpy")).isTrue();
        assertThat(StashedName.was("~x", "x")).isTrue();
        assertThat(StashedName.was("numpy", "numpy")).isTrue();
        assertThat(StashedName.wasPath("google/~rotobuf/x.so", "google/protobuf/x.so"))
                .isTrue();
    }

    @Test
    void takesNoOtherNameForIt() {
        assertThat(StashedName.was("~arkupsafe", "markupsaf")).isFalse();
        assertThat(StashedName.was("~brkupsafe", "markupsafe")).isFalse();
        assertThat(StashedName.was("~numpy", "umpy")).isFalse();
        assertThat(StashedName.was("numpy", "scipy")).isFalse();
        assertThat(StashedName.was("", "numpy")).isFalse();
        assertThat(StashedName.wasPath("~umpy/x.so", "numpy/y/x.so")).isFalse();
    }
}
