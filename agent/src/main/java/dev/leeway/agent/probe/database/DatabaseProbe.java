package dev.leeway.agent.probe.database;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.probe.database.migration.Histories;
import dev.leeway.agent.probe.database.migration.History;
import dev.leeway.agent.probe.database.model.Database;
import dev.leeway.agent.probe.database.model.EngineReader;
import dev.leeway.agent.probe.database.model.Gaps;
import dev.leeway.agent.spi.DatabaseServers;
import dev.leeway.agent.spi.DatabaseTarget;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Portions;
import dev.leeway.agent.spi.Probe;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.agent.spi.Recorder;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.snapshot.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The databases the configuration names and those services keep in files, one section a database; one that gives no answer costs its
 * own section alone.
 */
public final class DatabaseProbe implements Probe {
    private static final ProbeSpec SPEC = new ProbeSpec("database", 1, true);

    /** For what is left to do when the last answer is in. */
    private static final Duration RESERVE = Duration.ofSeconds(2);

    /** What is found has a service in its name. */
    private static final String CONFIGURED = "database[*]/observed";

    @Override
    public ProbeSpec spec() {
        return SPEC;
    }

    @Override
    public void observe(HostView host, Recorder recorder) throws HostAccessException, InterruptedException {
        DatabaseServers servers = host.databases();
        SectionRecorder index = recorder.section();
        List<DatabaseTarget> targets = new ArrayList<>(servers.targets());
        boolean configured = !targets.isEmpty();
        targets.addAll(servers.discover(host, index, recorder.time().dividedBy(2)));
        if (targets.isEmpty()) {
            index.end(Outcome.NOT_REQUESTED, "no database is configured");
            return;
        }
        if (!configured) {
            // Nobody said what else there is.
            index.uncovered(CONFIGURED, HostAccessException.Kind.NOT_LIVE);
        }
        long end = System.nanoTime() + recorder.time().minus(RESERVE).toNanos();
        for (int i = 0; i < targets.size(); i++) {
            DatabaseTarget target = targets.get(i);
            FactPath observed = FactPath.of("database", target.name()).child("observed");
            Duration share = Duration.ofNanos((end - System.nanoTime()) / (targets.size() - i));
            Gaps gaps = new Gaps();
            Optional<HostAccessException.Kind> failure = observe(host, servers, within(target, share), recorder, gaps);
            if (failure.isPresent()) {
                index.uncovered(observed.text(), failure.get());
            } else if (gaps.remarks().isEmpty()) {
                index.fact(observed, Observed.flag(true));
            } else {
                index.fact(observed, Observed.flag(true), String.join("; ", gaps.remarks()));
            }
        }
    }

    /** No database may take the time that the ones after it need. */
    private static DatabaseTarget within(DatabaseTarget target, Duration share) {
        Duration least = Duration.ofMillis(100);
        Duration most = share.compareTo(least) < 0 ? least : share;
        Duration time = target.time().compareTo(most) < 0 ? target.time() : most;
        return target.within(time);
    }

    /** Why it could not be looked at, if so. */
    private static Optional<HostAccessException.Kind> observe(
            HostView host, DatabaseServers servers, DatabaseTarget target, Recorder recorder, Gaps gaps)
            throws InterruptedException {
        SectionRecorder section = recorder.section(target.name());
        long room = recorder.room();
        EngineReader reader = Engines.reader(target.engine());
        long begun = System.nanoTime();
        AtomicReference<@Nullable Seen> seen = new AtomicReference<>();
        try {
            servers.session(target, session -> {
                // What is read takes less than the facts made of it: more than this could not be told anyway.
                session.limit(room);
                String driver = session.driverVersion();
                Database database = reader.read(session, target, gaps);
                seen.set(new Seen(database, Histories.read(session, target.engine(), database, gaps), driver));
            });
        } catch (HostAccessException e) {
            section.end(outcome(e.kind()), String.valueOf(e.getMessage()));
            return Optional.of(e.kind());
        }
        // Recorded only now: a session left behind may go on for a moment, and must not be heard any more.
        Seen found = requireNonNull(seen.get(), "a session ended well without doing its work");
        new SchemaFacts(section, gaps).record(found.database(), found.driver());
        roles(host, within(target, left(target, begun)), found.database(), section, gaps);
        MigrationFacts.record(found.histories(), section, gaps);
        if (!found.histories().isEmpty()) {
            FoundScripts scripts = scripts(host, target, within(target, left(target, begun)));
            ScriptFacts.record(
                    found.histories(), scripts, found.database().server().product(), section, gaps);
        }
        Duration left = left(target, begun);
        UnseenTables.follow(gaps);
        HistoriesLeftOut.follow(gaps);
        JsonLook.at(found.database(), servers, within(target, left), section, gaps);
        gaps.patterns().forEach(section::uncovered);
        return Optional.empty();
    }

    private static Duration left(DatabaseTarget target, long begun) {
        return target.time().minusNanos(System.nanoTime() - begun);
    }

    /** What services log in as stands in their files, which may give no answer. */
    private static void roles(
            HostView host, DatabaseTarget target, Database database, SectionRecorder section, Gaps gaps)
            throws InterruptedException {
        if (target.scripts().endpoint().isEmpty()) {
            return;
        }
        ServiceRoles roles = new ServiceRoles(host, target.scripts().endpoint().get());
        Portions portions = new Portions("roles", target.time().dividedBy(2).toMillis());
        portions.start(target.name(), heard -> roles.record(database.roles(), database.grants(), heard));
        boolean done = portions.finish().get(0);
        if (done && portions.get(0).failure().isEmpty()) {
            portions.get(0).handTo(section);
        } else {
            gaps.add("used-by[*]/**", done ? HostAccessException.Kind.UNREADABLE : HostAccessException.Kind.TIMED_OUT);
        }
    }

    /** Scripts lie where services work, whose files may give no answer. */
    private static FoundScripts scripts(HostView host, DatabaseTarget target, DatabaseTarget within)
            throws InterruptedException {
        AtomicReference<@Nullable FoundScripts> found = new AtomicReference<>();
        Portions portions = new Portions("scripts", within.time().toMillis());
        portions.start(target.name(), unheard -> found.set(new DeployedScripts(host).of(target)));
        boolean done = portions.finish().get(0);
        FoundScripts scripts = found.get();
        return done && scripts != null
                ? scripts
                : FoundScripts.unseen(
                        !target.scripts().places().isEmpty(),
                        done ? HostAccessException.Kind.UNREADABLE : HostAccessException.Kind.TIMED_OUT);
    }

    private static Outcome outcome(HostAccessException.Kind kind) {
        return switch (kind) {
            case DENIED -> Outcome.REFUSED;
            case TIMED_OUT -> Outcome.TIMED_OUT;
            default -> Outcome.FAILED;
        };
    }

    private record Seen(Database database, List<History> histories, String driver) {}
}
