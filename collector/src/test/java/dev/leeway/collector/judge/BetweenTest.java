package dev.leeway.collector.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.source.PolicyReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class BetweenTest {
    private static final int DEV = 0;
    private static final int STAGING = 1;
    private static final int PROD = 2;
    private static final Environments ALL = Environments.of(PolicyReader.shipped(), List.of("dev", "staging", "prod"));

    private static Between between(String... names) {
        return new Between(List.of(names), ALL);
    }

    @Test
    void coversEverythingWhereNothingIsNamed() {
        assertThat(between().covers(DEV)).isTrue();
        assertThat(between().covers(DEV, PROD)).isTrue();
        assertThat(between().single()).isTrue();
    }

    @Test
    void wantsAnEntryForEachSideOfAPair() {
        assertThat(between("dev", "prod").covers(DEV, PROD)).isTrue();
        assertThat(between("prod", "dev").covers(DEV, PROD)).isTrue();
        assertThat(between("dev", "prod").covers(STAGING, PROD)).isFalse();
        assertThat(between("prod").covers(DEV, PROD)).isFalse();
        assertThat(between("*").covers(DEV, PROD)).isFalse();
        assertThat(between("dev", "staging", "prod").covers(STAGING, PROD)).isTrue();
    }

    @Test
    void understandsClassesOfEnvironments() {
        assertThat(between("non-prod", "prod").covers(DEV, PROD)).isTrue();
        assertThat(between("non-prod", "prod").covers(STAGING, PROD)).isTrue();
        assertThat(between("non-prod", "prod").covers(DEV, STAGING)).isFalse();
        assertThat(between("non-prod", "non-prod").covers(DEV, STAGING)).isTrue();
        assertThat(between("*", "staging").covers(DEV, STAGING)).isTrue();
        assertThat(between("*", "*").covers(DEV, STAGING)).isTrue();
    }

    @Test
    void coversSingleEnvironments() {
        assertThat(between("prod").covers(PROD)).isTrue();
        assertThat(between("prod").covers(DEV)).isFalse();
        assertThat(between("*").covers(DEV)).isTrue();
        assertThat(between("staging", "prod").single()).isFalse();
    }

    @Test
    void isOutOfPlayWhereItsEnvironmentsAreAbsent() {
        Environments two = Environments.of(PolicyReader.shipped(), List.of("dev", "prod"));

        assertThat(new Between(List.of("staging", "prod"), two).inPlay(2)).isFalse();
        assertThat(new Between(List.of("staging"), two).inPlay(2)).isFalse();
        assertThat(new Between(List.of("non-prod", "prod"), two).inPlay(2)).isTrue();
    }
}
