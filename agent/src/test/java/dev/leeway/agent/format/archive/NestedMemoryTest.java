package dev.leeway.agent.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NestedMemoryTest {
    private static final int MIB = 1 << 20;

    private final ArchiveLimits limits = ArchiveLimits.standard();

    @Test
    void twoFilesAtOnceTakeNoMoreThanThereIs() throws Exception {
        NestedMemory memory = new NestedMemory(56 * MIB, 20);
        ArchiveBudget one = new ArchiveBudget(limits, memory);
        ArchiveBudget other = new ArchiveBudget(limits, memory);
        one.hold(40 * MIB);
        assertThatThrownBy(() -> other.hold(40 * MIB)).isInstanceOf(SkippedException.class);
        other.hold(16 * MIB);
        one.release(40 * MIB);
        other.release(16 * MIB);
        assertThat(memory.isFree()).isTrue();
    }

    @Test
    void whoFindsNoneFreeWaitsForTheOther() throws Exception {
        NestedMemory memory = new NestedMemory(40 * MIB, 60_000);
        assertThat(memory.take(40 * MIB)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> memory.take(40 * MIB));
        memory.release(40 * MIB);
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void everythingIsGivenBackOnceAnArchiveWasRead() throws InterruptedException {
        byte[] library =
                new TestArchive().withPom("g", "lib", "1").withClass("a/B").deflated();
        byte[] archive =
                new TestArchive().with("BOOT-INF/lib/lib-1.jar", library).deflated();
        assertThat(TestArchive.read(archive, "x.jar").archive().nested()).hasSize(1);
        // Tests beside this one read archives, too, and never all the time; what is kept here is never free again.
        boolean free = NestedMemory.SHARED.isFree();
        for (int i = 0; i < 3_000 && !free; i++) {
            Thread.sleep(10);
            free = NestedMemory.SHARED.isFree();
        }
        assertThat(free).isTrue();
    }
}
