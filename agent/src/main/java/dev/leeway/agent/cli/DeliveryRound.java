package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.agent.deliver.BackOff;
import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.RequestCount;
import dev.leeway.agent.deliver.SequenceFile;
import dev.leeway.agent.deliver.SnapshotFile;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.deliver.SuspensionFile;
import dev.leeway.agent.deliver.Suspensions;
import dev.leeway.agent.deliver.http.CollectorLine;
import dev.leeway.agent.deliver.http.Courier;
import dev.leeway.agent.deliver.http.Dispatch;
import dev.leeway.agent.deliver.http.Signer;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.Snapshots;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.wire.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One round of an agent that delivers: it observes, keeps what it saw where it survives, and delivers all that waits. */
final class DeliveryRound {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final Surroundings around;
    private final AgentConfig said;
    private final HostOptions observed;
    private final Console console;
    private final Home home;
    private final long most;
    private final Duration patience;
    private Membership membership;
    private AgentKey key;
    private AgentConfig config;
    private boolean counted;

    private DeliveryRound(
            Surroundings around,
            AgentConfig said,
            HostOptions observed,
            Console console,
            Home home,
            Membership membership,
            DeliveryOptions delivery)
            throws FormatException {
        this.around = around;
        this.said = said;
        this.observed = observed;
        this.console = console;
        this.home = home;
        this.membership = membership;
        this.config = belonging(said, membership);
        this.key = home.membership().key(membership);
        this.most = delivery.most();
        this.patience = delivery.patience();
    }

    /**
     * Rounds of this host.
     *
     * @throws FormatException when it has not joined, or what it was told does not fit what it joined as
     */
    static DeliveryRound of(
            Surroundings around,
            ConfigOptions configured,
            HostOptions observed,
            DeliveryOptions delivery,
            Console console)
            throws FormatException {
        if (observed.isTree()) {
            throw new FormatException("--root, --image", "", "only running hosts deliver", "use snapshot -o FILE");
        }
        Home home = Home.of(around);
        Membership membership = home.membership().read().orElseThrow(() -> notJoined(home));
        return new DeliveryRound(around, configured.read(around), observed, console, home, membership, delivery);
    }

    /** What is configured, and of what is not what this host joined as. */
    private static AgentConfig belonging(AgentConfig said, Membership membership) throws FormatException {
        same("name", said.name(), membership.name());
        same("environment", said.environment(), membership.environment());
        same("role", said.role(), membership.role());
        return said.over(AgentConfig.belonging(membership.name(), membership.environment(), membership.role()));
    }

    /** Reads once more who this host is, under the lock: before it was taken, a rotation or another join may have changed that. */
    private void lookAgain() throws FormatException {
        membership = home.membership().read().orElseThrow(() -> notJoined(home));
        config = belonging(said, membership);
        key = home.membership().key(membership);
    }

    private CollectorLine line() throws FormatException {
        return new CollectorLine(membership.collector(), membership.trust(), ANSWER, Enrolment.product());
    }

    static FormatException notJoined(Home home) {
        return new FormatException(
                home.membership().place().toString(),
                "",
                "this host has not joined a collector",
                "leeway-agent join https://leeway.example:7411 --token-file FILE");
    }

    private static void same(String what, Optional<String> said, Optional<String> joined) throws FormatException {
        if (said.isPresent() && joined.isPresent() && !said.equals(joined)) {
            throw new FormatException(
                    what,
                    "",
                    "'" + FormatException.shown(said.get()) + "' is configured, and this host joined as '"
                            + FormatException.shown(joined.get()) + "'",
                    "change the one, or join again: leeway-agent join URL --again");
        }
    }

    /** The name of this host's key. */
    String agent() {
        return membership.agent();
    }

    /**
     * What came of a round.
     *
     * @param code to end with
     * @param line what to say of it
     */
    record Ended(int code, String line) {}

    /** Runs one. */
    Ended run() throws FormatException, InterruptedException {
        try (SpoolLock lock = SpoolLock.take(home.spool()).orElseThrow(Enrolment::busy)) {
            lookAgain();
            // Read before anything is observed: what will not do is said at once.
            CollectorLine line = line();
            KeyRing keys = KeyRing.read(config);
            Spool spool = Spool.open(lock.directory(), most, new LocalDisk());
            Snapshot snapshot = observe(spool, keys);
            SnapshotCommand.remark(snapshot, console);
            Optional<IOException> unkept = keep(spool, snapshot);
            String seen = Summary.line(snapshot);
            boolean whole = SnapshotCommand.isWhole(snapshot, config);
            Dispatch.Outcome outcome = delivered(
                    line,
                    spool,
                    dispatch -> unkept.isEmpty()
                            ? dispatch.deliver(spool, patience)
                            : dispatch.deliverUnkept(
                                    spool, SnapshotFile.bytes(counted ? snapshot : uncounted(snapshot)), patience));
            remember(outcome, spool);
            return new RoundReport(console, membership).of(seen, whole, unkept.isPresent(), outcome, spool);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Delivers what waits and observes nothing; empty where nothing waits. */
    Optional<Ended> deliver() throws FormatException, InterruptedException {
        try (SpoolLock lock = SpoolLock.take(home.spool()).orElseThrow(Enrolment::busy)) {
            lookAgain();
            CollectorLine line = line();
            Spool spool = Spool.open(lock.directory(), most, new LocalDisk());
            if (spool.waiting().isEmpty()) {
                return Optional.empty();
            }
            Dispatch.Outcome outcome = delivered(line, spool, dispatch -> dispatch.deliver(spool, patience));
            return Optional.of(new RoundReport(console, membership).later(outcome, spool));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private FormatException unusable(IOException e) {
        return new FormatException(
                home.spool().toString(), "", "cannot be used", "run as the user who joined, and make room there", e);
    }

    private Snapshot observe(Spool spool, KeyRing keys) throws FormatException, InterruptedException {
        Observation observation = new Observation(around, config, observed, keys.redactor(config));
        CostLedger costs = new CostLedger();
        SuspensionFile file = new SuspensionFile(home.directory(), new LocalDisk());
        Suspensions suspensions = file.read();
        Instant now = around.clock().instant();
        Snapshot snapshot = observation.take(new Observation.Occasion(
                () -> sequence(spool), costs.accounting(), spool.untold(), suspensions.reasons(now)));
        costs.remember(around, snapshot);
        file.write(suspensions.after(costs.looked(), now));
        return snapshot;
    }

    /** Where the count cannot be kept, the spool itself knows how far it went. */
    private long sequence(Spool spool) {
        long next = new SequenceFile(home.directory()).next(spool.last());
        counted = next > 0;
        return counted ? next : spool.last() + 1;
    }

    /** A snapshot without its count: one that nobody remembers would be given to the next as well, and look like that of another machine. */
    private static Snapshot uncounted(Snapshot snapshot) {
        return Snapshots.of(
                0,
                snapshot.host(),
                snapshot.startedAt(),
                snapshot.capturedAt(),
                snapshot.root(),
                snapshot.agent(),
                snapshot.sections().values());
    }

    /** Keeps it; what went wrong, where the disk would not have it. */
    private static Optional<IOException> keep(Spool spool, Snapshot snapshot) {
        TreeMap<SectionKey, String> ids = new TreeMap<>();
        for (Section section : snapshot.sections().values()) {
            ids.put(section.key(), section.id());
        }
        try {
            spool.put(snapshot.sequence(), new Manifest(ids), spool.missed(), out -> SnapshotFile.write(snapshot, out));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Delivers by one key. */
    private interface Delivering {
        Dispatch.Outcome by(Dispatch dispatch) throws IOException, InterruptedException;
    }

    /** Delivers by the key this host has; where that is not believed, and another one is with the collector, by that. */
    private Dispatch.Outcome delivered(CollectorLine line, Spool spool, Delivering delivering)
            throws FormatException, IOException, InterruptedException {
        Dispatch.Outcome outcome = delivering.by(dispatch(line, spool, membership.agent(), key));
        if (membership.nextKeyFile().isEmpty() || !outcome.isStranger()) {
            return outcome;
        }
        AgentKey next;
        try {
            next = home.membership().nextKey(membership);
        } catch (FormatException unfit) {
            remember(outcome, spool);
            throw unfit;
        }
        Dispatch.Outcome other = delivering.by(dispatch(line, spool, next.name(), next));
        if (other.isStranger()) {
            return outcome;
        }
        if (other.delivered() > 0 || !other.refused().isEmpty()) {
            turned(next);
        }
        return other;
    }

    private static void remember(Dispatch.Outcome outcome, Spool spool) {
        if (outcome.lost()) {
            spool.lostUnkept();
        }
    }

    /** Goes on by the other key. Where that cannot be kept both are at hand, and the next round comes to the same. */
    private void turned(AgentKey next) {
        try {
            home.membership().turn(membership, next.name());
        } catch (IOException e) {
            console.err()
                    .println(Main.NAME + ": which key the collector took could not be kept, and is asked again: "
                            + "make room on the disk of the state directory");
        }
    }

    private Dispatch dispatch(CollectorLine line, Spool spool, String agent, AgentKey by) {
        RequestCount count = new RequestCount(home.spool());
        Signer signer =
                new Signer(membership.audience(), agent, by, by.machine(Home.start()), () -> count.next(spool.last()));
        return new Dispatch(
                new Courier(line, signer, membership.arrived()),
                new BackOff(new SplittableRandom()),
                time -> Thread.sleep(time.toMillis()),
                System::nanoTime);
    }
}
