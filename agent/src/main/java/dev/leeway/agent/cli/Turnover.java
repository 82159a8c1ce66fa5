package dev.leeway.agent.cli;

import dev.leeway.agent.deliver.AgentKey;
import dev.leeway.agent.deliver.LocalDisk;
import dev.leeway.agent.deliver.Membership;
import dev.leeway.agent.deliver.MembershipFile;
import dev.leeway.agent.deliver.RequestCount;
import dev.leeway.agent.deliver.Spool;
import dev.leeway.agent.deliver.SpoolLock;
import dev.leeway.agent.deliver.http.CollectorLine;
import dev.leeway.agent.deliver.http.Rotation;
import dev.leeway.agent.deliver.http.Signer;
import dev.leeway.agent.deliver.http.Trouble;
import dev.leeway.agent.deliver.http.TroubleException;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.time.Duration;

/** Takes the steps from one key of this host to the next, each of which may be the last: whichever key the collector knows is at hand. */
final class Turnover {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Console console;
    private final Home home;
    private final MembershipFile file;

    Turnover(Surroundings around, Console console) throws FormatException {
        this.console = console;
        this.home = Home.of(around);
        this.file = home.membership();
    }

    /** Rotates; gives the exit code. */
    int rotate() throws FormatException, InterruptedException {
        if (file.read().isEmpty()) {
            throw DeliveryRound.notJoined(home);
        }
        try (SpoolLock lock = SpoolLock.take(home.spool()).orElseThrow(Enrolment::busy)) {
            Membership before = file.read().orElseThrow(() -> DeliveryRound.notJoined(home));
            AgentKey key = file.key(before);
            CollectorLine line = new CollectorLine(before.collector(), before.trust(), PATIENCE, Enrolment.product());
            Spool spool = Spool.open(lock.directory(), Spool.MOST_BYTES, new LocalDisk());
            RequestCount requests = new RequestCount(lock.directory());
            Signer.Count count = () -> requests.next(spool.last());
            Membership asking = file.ask(before);
            AgentKey next = file.nextKey(asking);
            try {
                ask(line, asking, key, next, count);
            } catch (TroubleException e) {
                return notRotated(e.trouble(), asking);
            }
            Membership turned = file.turn(asking, next.name());
            console.out()
                    .println(VisibleText.of("the key of this host at " + turned.collector() + " is " + turned.agent()
                            + " now, in the place of " + before.agent()));
            return ExitCodes.OK;
        } catch (IOException e) {
            throw new FormatException(
                    home.directory().toString(), "", "cannot be written", "run as the user whose agent delivers", e);
        }
    }

    /** Asks by the key that holds: the old one, or where an answer was lost before, the new one. */
    private static void ask(CollectorLine line, Membership asking, AgentKey key, AgentKey next, Signer.Count count)
            throws TroubleException, InterruptedException {
        try {
            Rotation.rotate(line, signer(asking, asking.agent(), key, count), next);
        } catch (TroubleException e) {
            if (!e.trouble().stranger()) {
                throw e;
            }
            try {
                Rotation.rotate(line, signer(asking, next.name(), next, count), next);
            } catch (TroubleException neither) {
                throw neither.trouble().stranger() ? e : neither;
            }
        }
    }

    private static Signer signer(Membership membership, String agent, AgentKey key, Signer.Count count) {
        return new Signer(membership.audience(), agent, key, key.machine(Home.start()), count);
    }

    private int notRotated(Trouble trouble, Membership asking) throws IOException {
        if (trouble.single()) {
            // It was believed, and this key it will never have.
            file.stay(asking);
        }
        console.err().println(Main.NAME + ": not rotated: " + VisibleText.of(trouble.line()));
        return ExitCodes.UNDELIVERED;
    }
}
