package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.agent.deliver.Membership.Trust;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a host is to its collector, on disks that fail, and after the disk did to it what disks do. */
class MembershipFileTest {
    @TempDir
    Path directory;

    private static Membership membership(AgentKey key, String agent) {
        return new Membership(
                URI.create("https://leeway.example:7411"),
                agent,
                "https://leeway.example:7411",
                Optional.empty(),
                Optional.of("prod"),
                Optional.of("web"),
                MembershipFile.keyFile(key),
                Optional.empty(),
                412,
                Trust.SYSTEM);
    }

    private MembershipFile file(Path place) {
        return new MembershipFile(place, new LocalDisk());
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Whichever request to the disk fails, and whether or not the rest do: the host is what it was, with its key, or what it became, with
     * that one; and while the collector may have taken the new key and the host does not know it, the next attempt shows that key again.
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isOneThingOrTheOtherWhicheverRequestFails(boolean stays) throws Exception {
        for (int good = 0; ; good++) {
            Path place = directory.resolve(stays + "-" + good);
            MembershipFile sound = file(place);
            AgentKey first = sound.prepare();
            sound.join(membership(first, "a-1"), first);
            FailingDisk disk = new FailingDisk(new LocalDisk(), good, "Input/output error", stays);
            Optional<AgentKey> shown = joinAgain(new MembershipFile(place, disk));
            String what = "request " + good + " fails";

            Membership now = sound.read().orElseThrow();
            AgentKey key = sound.key(now);
            if (now.agent().equals("a-1")) {
                assertThat(key.publicKey()).as(what).isEqualTo(first.publicKey());
                if (shown.isPresent()) {
                    assertThat(sound.prepare().publicKey())
                            .as(what + ": the same token is good once more")
                            .isEqualTo(shown.get().publicKey());
                }
            } else {
                assertThat(key.publicKey())
                        .as(what)
                        .isEqualTo(shown.orElseThrow().publicKey());
                assertThat(sound.prepare().publicKey())
                        .as(what + ": no key is shown a second time")
                        .isNotEqualTo(key.publicKey());
            }
            if (!disk.failed()) {
                assertThat(good).isGreaterThan(5);
                return;
            }
        }
    }

    /** The key that a collector was shown and took; empty where none came so far. */
    private static Optional<AgentKey> joinAgain(MembershipFile file) {
        Optional<AgentKey> shown = Optional.empty();
        try {
            AgentKey key = file.prepare();
            shown = Optional.of(key);
            file.join(membership(key, "a-2"), key);
        } catch (IOException failed) {
            return shown;
        }
        return shown;
    }

    @Test
    void leavesNoKeyBehindButTheOneItJoinedWith() throws Exception {
        MembershipFile file = file(directory);
        for (String agent : List.of("a-1", "a-2", "a-3")) {
            AgentKey key = file.prepare();
            file.join(membership(key, agent), key);
            assertThat(names(directory)).containsExactly(MembershipFile.keyFile(key), "membership");
        }
    }

    @Test
    void isReadAsItWasWrittenOrNamesItselfAndTheWayOutWhicheverByteIsChanged() throws Exception {
        MembershipFile file = file(directory);
        AgentKey key = file.prepare();
        Membership written = membership(key, "a-1");
        file.join(written, key);
        assertThat(file.read()).contains(written);
        byte[] sound = Files.readAllBytes(file.place());
        for (int i = 0; i < sound.length; i++) {
            byte[] changed = sound.clone();
            changed[i] ^= (byte) (1 << (i % 8));
            refused(file, changed);
            refused(file, Arrays.copyOf(sound, i));
        }
        refused(file, new byte[sound.length]);
        refused(file, Arrays.copyOf(sound, sound.length + 1));
        Files.write(file.place(), sound);
        assertThat(file.read()).contains(written);
    }

    private static void refused(MembershipFile file, byte[] bytes) throws IOException {
        Files.write(file.place(), bytes);
        assertThatThrownBy(file::read)
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(file.place().toString())
                .hasMessageContaining("leeway-agent join --again");
    }

    @Test
    void namesTheFileOfADamagedKeyAndMakesAnotherOfADamagedAttempt() throws Exception {
        MembershipFile file = file(directory);
        AgentKey first = file.prepare();
        Membership membership = membership(first, "a-1");
        file.join(membership, first);
        Path place = directory.resolve(membership.keyFile());
        Files.write(place, new byte[(int) Files.size(place)]);
        assertThatThrownBy(() -> file.key(membership))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(place.toString())
                .hasMessageContaining("leeway-agent join --again");

        AgentKey open = file.prepare();
        Path next = directory.resolve("agent-key.next");
        assertThat(file.prepare().publicKey()).isEqualTo(open.publicKey());
        Files.write(next, Arrays.copyOf(Files.readAllBytes(next), 100));
        assertThat(file.prepare().publicKey()).isNotEqualTo(open.publicKey());
    }

    @Test
    void keepsTheKeyOfAnOpenAttemptThoughWhatItWasIsDamaged() throws Exception {
        MembershipFile file = file(directory);
        AgentKey open = file.prepare();
        Files.writeString(file.place(), "damaged");
        assertThat(file.prepare().publicKey()).isEqualTo(open.publicKey());
    }
}
