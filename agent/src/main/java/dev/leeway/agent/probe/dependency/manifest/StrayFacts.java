package dev.leeway.agent.probe.dependency.manifest;

import dev.leeway.agent.format.archive.EntryVisitor;
import dev.leeway.agent.probe.dependency.found.Ledger;
import dev.leeway.agent.probe.dependency.found.PathText;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what should not be among the files of one service's deployment, and records it by kind. */
final class StrayFacts {
    /** As many as a set of them can name before it stops being read. */
    static final int MOST_STRAYS = 200;
    /** Files of which the beginning is read. */
    private static final int MOST_JUDGED = 4_000;

    private final Ledger ledger;
    private final SortedMap<StrayKind, NavigableSet<String>> strays = new TreeMap<>();
    private final SortedSet<StrayKind> cut = new TreeSet<>();
    private int judged;

    /** Facts written to {@code ledger}. */
    StrayFacts(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Takes what is called so, below {@code prefix}, for strays. */
    void takeAll(SortedMap<StrayKind, NavigableSet<String>> found, String prefix) {
        found.forEach((kind, names) -> names.forEach(name -> take(kind, prefix + name)));
    }

    /** Takes it that of these kinds not all are named. */
    void cut(Set<StrayKind> kinds) {
        cut.addAll(kinds);
    }

    /** Takes it that some of any kind may not have been seen. */
    void unseen(Kind why) {
        ledger.uncovered("stray[*]", why);
    }

    /** Takes a file for a stray where what was read of it says so. */
    void judge(String name, byte[] content) {
        byte[] head = Arrays.copyOf(content, Math.min(content.length, EntryVisitor.HEAD));
        Strays.ofContent(PathText.name(name), head).ifPresent(kind -> take(kind, name));
    }

    /** Takes a file for a stray where its beginning says so, whoever writes it and however large it is. */
    void judge(String name, String path, Survey survey) {
        if (++judged > MOST_JUDGED) {
            unseen(Kind.TOO_LARGE);
            return;
        }
        Optional<byte[]> head = survey.read(path, StrayFacts::head);
        if (head.isPresent()) {
            judge(name, head.get());
        } else {
            unseen(survey.failure().orElse(Kind.VANISHED));
        }
    }

    private static Optional<byte[]> head(SeekableByteChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(EntryVisitor.HEAD);
        int read = 0;
        while (head.hasRemaining() && read >= 0) {
            read = channel.read(head);
        }
        return Optional.of(Arrays.copyOf(head.array(), head.position()));
    }

    /** Records what should not be there; to be called last. */
    void record() {
        strays.forEach((kind, names) -> ledger.fact(
                FactPath.of("stray", kind.text()),
                new Observed.Plain(Value.SetOf.texts(names)),
                "names and contents of files"));
        cut.forEach(kind -> ledger.uncovered(FactPath.of("stray", kind.text()).text(), Kind.TOO_LARGE));
    }

    private void take(StrayKind kind, String name) {
        NavigableSet<String> names = strays.computeIfAbsent(kind, each -> new TreeSet<>());
        boolean many = kind == StrayKind.BACKUP || kind == StrayKind.DATABASE_DUMP;
        names.add(many ? ToldName.ofMany(name) : ToldName.of(name));
        if (names.size() > MOST_STRAYS) {
            names.pollLast();
            cut.add(kind);
        }
    }
}
