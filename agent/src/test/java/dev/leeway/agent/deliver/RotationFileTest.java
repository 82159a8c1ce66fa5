package dev.leeway.agent.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationFileTest {
    private static final String AUDIENCE = "https://leeway.example:7411";

    @TempDir
    private Path folder;

    private static Membership joined(Path directory) throws Exception {
        MembershipFile file = new MembershipFile(directory, new LocalDisk());
        AgentKey key = file.prepare();
        Membership membership = new Membership(
                URI.create(AUDIENCE),
                key.name(),
                AUDIENCE,
                Optional.empty(),
                Optional.of("prod"),
                Optional.of("web"),
                MembershipFile.keyFile(key),
                Optional.empty(),
                0,
                Membership.Trust.SYSTEM);
        file.join(membership, key);
        return file.read().orElseThrow();
    }

    private static List<String> keyFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.startsWith("agent-key"))
                    .sorted()
                    .toList();
        }
    }

    /** The names of the keys at hand, the one that is used first. */
    private static List<String> atHand(MembershipFile file) throws FormatException {
        Membership found = file.read().orElseThrow();
        List<String> names = new ArrayList<>(List.of(file.key(found).name()));
        assertThat(names).containsExactly(found.agent());
        if (found.nextKeyFile().isPresent()) {
            names.add(file.nextKey(found).name());
        }
        return names;
    }

    @Test
    void isReadBackAsItWasWritten() throws Exception {
        Membership before = joined(folder);
        MembershipFile file = new MembershipFile(folder, new LocalDisk());
        Membership asking = file.ask(before);
        assertThat(asking.nextKeyFile()).isPresent();
        assertThat(file.read()).contains(asking);
        assertThat(file.ask(asking)).isEqualTo(asking);
        AgentKey next = file.nextKey(asking);
        Membership turned = file.turn(asking, next.name());
        assertThat(file.read()).contains(turned);
        assertThat(turned.agent()).isEqualTo(next.name()).isNotEqualTo(before.agent());
        assertThat(turned.environment()).isEqualTo(before.environment());
        assertThat(keyFiles(folder)).containsExactly(turned.keyFile());
        for (String name : keyFiles(folder)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
        Membership refused = file.ask(turned);
        file.stay(refused);
        assertThat(file.read()).contains(turned);
        assertThat(keyFiles(folder)).containsExactly(turned.keyFile());
        assertThatThrownBy(() -> file.nextKey(turned)).isInstanceOf(IllegalStateException.class);
    }

    /** A process that is ended between any two steps; the collector took the new key, or never heard of it. */
    @Test
    void whereverItEndsTheKeyThatTheCollectorKnowsIsAtHand() throws Exception {
        int ended = 0;
        for (boolean taken : List.of(false, true)) {
            boolean whole = false;
            for (long steps = 0; !whole; steps++) {
                Path directory = Files.createDirectory(folder.resolve(taken + "-" + steps));
                Membership before = joined(directory);
                String known = before.agent();
                FailingDisk disk = new FailingDisk(new LocalDisk(), steps, "killed", true);
                MembershipFile dying = new MembershipFile(directory, disk);
                try {
                    Membership asking = dying.ask(before);
                    AgentKey next = dying.nextKey(asking);
                    known = taken ? next.name() : known;
                    if (taken) {
                        dying.turn(asking, next.name());
                    } else {
                        dying.stay(asking);
                    }
                    whole = true;
                } catch (IOException killed) {
                    ended++;
                }
                MembershipFile file = new MembershipFile(directory, new LocalDisk());
                assertThat(atHand(file)).as(taken + " after " + steps).contains(known);
                // And the next attempt leaves one key and nothing else.
                Membership again = file.ask(file.read().orElseThrow());
                Membership turned = file.turn(again, file.nextKey(again).name());
                assertThat(keyFiles(directory)).containsExactly(turned.keyFile());
            }
        }
        assertThat(ended).isGreaterThan(12);
    }

    @Test
    void makesAnotherWhereTheOneThatWaitsIsDamaged() throws Exception {
        MembershipFile file = new MembershipFile(folder, new LocalDisk());
        Membership asking = file.ask(joined(folder));
        Path next = folder.resolve(asking.nextKeyFile().orElseThrow());
        Files.writeString(next, "no key");
        Membership again = file.ask(asking);
        assertThat(again.nextKeyFile()).isPresent().isNotEqualTo(asking.nextKeyFile());
        assertThat(file.nextKey(again).name()).startsWith("a-");
        assertThat(next).doesNotExist();
        assertThat(file.key(again).name()).isEqualTo(again.agent());
    }

    @Test
    void joiningAgainForgetsBoth() throws Exception {
        MembershipFile file = new MembershipFile(folder, new LocalDisk());
        file.ask(joined(folder));
        Membership joined = joined(folder);
        assertThat(joined.nextKeyFile()).isEmpty();
        assertThat(keyFiles(folder)).containsExactly(joined.keyFile());
    }

    @Test
    void sparesTheKeyOfAnAttemptToJoinAgainThatIsStillOpen() throws Exception {
        MembershipFile file = new MembershipFile(folder, new LocalDisk());
        Membership before = joined(folder);
        AgentKey open = file.prepare();
        Membership asking = file.ask(before);
        assertThat(file.prepare().name()).as("asked").isEqualTo(open.name());
        Membership turned = file.turn(asking, file.nextKey(asking).name());
        assertThat(file.prepare().name()).as("turned").isEqualTo(open.name());
        file.stay(file.ask(turned));
        assertThat(file.prepare().name()).as("stayed").isEqualTo(open.name());
        assertThat(keyFiles(folder)).containsExactlyInAnyOrder("agent-key.next", turned.keyFile());
        assertThat(joined(folder).agent()).isEqualTo(open.name());
        assertThat(keyFiles(folder)).containsExactly(MembershipFile.keyFile(open));
    }

    @Test
    void doesNotSpareWhatAnAttemptThatJoinedLeftBehind() throws Exception {
        MembershipFile file = new MembershipFile(folder, new LocalDisk());
        Membership before = joined(folder);
        Path left = folder.resolve("agent-key.next");
        Files.copy(folder.resolve(before.keyFile()), left, StandardCopyOption.COPY_ATTRIBUTES);
        file.ask(before);
        assertThat(left).doesNotExist();
    }
}
