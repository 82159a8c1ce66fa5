package dev.leeway.agent.cli;

import dev.leeway.agent.config.AgentConfig;
import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.MembershipFile;
import dev.leeway.agent.deliver.RequestCount;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.deliver.http.CollectorAddress;
import dev.leeway.agent.deliver.http.CollectorLine;
import dev.leeway.agent.deliver.http.Joining;
import dev.leeway.agent.deliver.http.Signer;
import dev.leeway.agent.deliver.http.TroubleException;
import dev.leeway.agent.redact.RedactionRules;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.snapshot.Host;
import dev.leeway.schema.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Takes the steps of joining, so that a host is known to a collector or is as it was. */
final class Enrolment {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Surroundings around;
    private final Console console;

    Enrolment(Surroundings around, Console console) {
        this.around = around;
        this.console = console;
    }

    /** Joins; gives the exit code. */
    int enrol(String url, Membership.Trust trust, String token, boolean again, AgentConfig config, HostOptions observed)
            throws FormatException, InterruptedException {
        URI collector = CollectorAddress.of(url);
        Home home = Home.of(around);
        MembershipFile file = home.membership();
        if (!again && file.read().isPresent()) {
            Membership before = file.read().orElseThrow();
            throw new FormatException(
                    file.place().toString(),
                    "",
                    "this host joined " + before.collector() + " as " + before.agent(),
                    "to join with a new key all the same, add --again");
        }
        CollectorLine line = new CollectorLine(collector, trust, PATIENCE, product());
        Redactor none = Redactor.keyless(new RedactionRules(List.of(), List.of()));
        Host host = new Observation(around, config, observed, none).host();
        try (SpoolLock lock = SpoolLock.take(home.spool()).orElseThrow(Enrolment::busy)) {
            RequestCount count = new RequestCount(lock.directory());
            Joining.Candidate candidate = new Joining.Candidate(host.name(), config.environment(), config.role());
            Entry entry = entered(file, key -> {
                Signer signer = new Signer(
                        collector.toString(), Wire.NOBODY, key, key.machine(Home.start()), () -> count.next(0));
                return Joining.join(line, signer, candidate, token);
            });
            Joining.Taken taken = entry.taken();
            Membership membership = new Membership(
                    collector,
                    taken.agent(),
                    taken.audience(),
                    config.name(),
                    taken.environment(),
                    taken.role(),
                    MembershipFile.keyFile(entry.key()),
                    Optional.empty(),
                    Spool.look(lock.directory(), new LocalDisk()).arrived(),
                    trust);
            file.join(membership, entry.key());
            said(membership, config);
            return ExitCodes.OK;
        } catch (TroubleException e) {
            console.err()
                    .println(Main.NAME + ": not joined: "
                            + VisibleText.of(e.trouble().line()));
            return ExitCodes.UNDELIVERED;
        } catch (IOException e) {
            throw new FormatException(
                    home.directory().toString(), "", "cannot be written", "run as the user whose agent delivers", e);
        }
    }

    /** Asks a collector to take this host in by a key. */
    private interface Asking {
        Joining.Taken by(AgentKey key) throws TroubleException, InterruptedException;
    }

    /**
     * How a host was taken in.
     *
     * @param key it is known by
     * @param taken what the collector said
     */
    private record Entry(AgentKey key, Joining.Taken taken) {}

    /**
     * Asks by the key of an attempt whose answer was lost, and where that will not do by another one: the collector may know the first one,
     * and takes it with no other token than then.
     */
    private static Entry entered(MembershipFile file, Asking asking)
            throws TroubleException, IOException, InterruptedException {
        boolean shown = file.begun().isPresent();
        AgentKey key = file.prepare();
        try {
            return new Entry(key, asking.by(key));
        } catch (TroubleException e) {
            if (!shown || !e.trouble().single()) {
                throw e;
            }
        }
        AgentKey other = AgentKey.make();
        file.prepare(other);
        try {
            return new Entry(other, asking.by(other));
        } catch (TroubleException e) {
            if (e.trouble().single()) {
                // It was the token then: with that of the first attempt its key is as good as before.
                file.prepare(key);
            }
            throw e;
        }
    }

    /** Whether this host has joined a collector, which is then said. */
    static boolean hasJoined(Surroundings around, Console console) throws FormatException {
        Optional<Membership> before = Home.of(around).membership().read();
        before.ifPresent(membership -> console.out()
                .println(VisibleText.of(
                        "has joined " + membership.collector() + " as " + membership.agent() + " already")));
        return before.isPresent();
    }

    private void said(Membership membership, AgentConfig config) {
        console.out().println(JoinCommand.line(membership));
        remark("environment", config.environment(), membership.environment());
        remark("role", config.role(), membership.role());
        // One after the other for who reads both in one stream.
        console.out().flush();
        console.err().println(Main.NAME + ": next: leeway-agent push");
    }

    private void remark(String what, Optional<String> asked, Optional<String> given) {
        if (asked.isPresent() && given.isPresent() && !asked.equals(given)) {
            console.err()
                    .println(Main.NAME + ": the token is for the " + what + " "
                            + VisibleText.of(given.get() + "; '" + asked.get() + "' is configured: change that"));
        }
    }

    /** What requests call this program. */
    static String product() {
        return Main.NAME + "/" + Version.current();
    }

    /** Another agent of this user is at it. */
    static FormatException busy() {
        return new FormatException(
                "state directory", "", "another leeway-agent delivers from it right now", "wait for it, or stop it");
    }
}
