package dev.leeway.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.config.NotifyChannel;
import dev.leeway.collector.config.Occasion;
import dev.leeway.collector.digest.Breaches;
import dev.leeway.collector.digest.EnvironmentNames;
import dev.leeway.collector.digest.Night;
import dev.leeway.collector.digest.Notice;
import dev.leeway.collector.identity.Claim;
import dev.leeway.collector.identity.Claimed;
import dev.leeway.collector.report.SampleReports;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.ResolvedDrift;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two collectors that tell the same thing at the same time, step by step in every order, one of them killed at every step: nobody is told
 * twice but where it ended between the sending and the noting of it, and nothing is lost.
 */
@Timeout(300)
class InterleavingsTest {
    private static final Instant NOW = SampleReports.AS_OF;
    private static final Report REPORT = SampleReports.ofThree();

    /** What the channel wants to hear. */
    private Set<Occasion> occasions = EnumSet.allOf(Occasion.class);

    /** Keys of what was told before all this. */
    private final List<String> heard = new ArrayList<>();

    /** What ends a collector that is killed. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private enum Order {
        GO,
        DIE
    }

    private enum Event {
        WAITS,
        ENDED
    }

    /** One collector: before each thing it does to the outside it waits for its turn. */
    private static final class Actor implements SentNotices, Sender {
        private final SentNotices shared;
        private final List<String> messages;
        private final SynchronousQueue<Order> orders = new SynchronousQueue<>();
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private volatile boolean dead;
        private volatile boolean sentUnnoted;

        Actor(SentNotices shared, List<String> messages) {
            this.shared = shared;
            this.messages = messages;
        }

        private void step() {
            try {
                if (!dead) {
                    events.put(Event.WAITS);
                    dead = orders.take() == Order.DIE;
                }
            } catch (InterruptedException e) {
                dead = true;
            }
            if (dead) {
                throw new Killed();
            }
        }

        @Override
        public Claimed claim(String key, String delivery, Instant now) {
            step();
            return shared.claim(key, delivery, now);
        }

        @Override
        public Claim standing(String key, Instant now) {
            step();
            return shared.standing(key, now);
        }

        @Override
        public void settle(Map<String, Instant> told, Collection<String> over) {
            step();
            shared.settle(told, over);
            sentUnnoted = false;
        }

        @Override
        public void giveBack(Collection<String> keys, Instant claimed, boolean tried) {
            step();
            shared.giveBack(keys, claimed, tried);
        }

        @Override
        public void forgetTried(Collection<String> keys, Instant now) {
            // No step: of what anybody holds it takes nothing.
            shared.forgetTried(keys, now);
        }

        @Override
        public Optional<Instant> lastNight(String channel) {
            return shared.lastNight(channel);
        }

        @Override
        public void toldNight(String channel, Instant asOf) {
            step();
            shared.toldNight(channel, asOf);
        }

        @Override
        public void send(NotifyChannel channel, Notice notice) {
            step();
            messages.add(told(notice));
            sentUnnoted = true;
        }

        void begin(Consumer<Notifier> telling, Notifier notifier) {
            Thread thread = new Thread(() -> {
                telling.accept(notifier);
                events.add(Event.ENDED);
            });
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** What who gets it knows it again by. */
    private static String told(Notice notice) {
        return notice.headline() + notice.delivery().map(id -> " " + id).orElse("");
    }

    private Notifier notifier(SentNotices sent, Sender sender, Instant now) {
        NotifyChannel every =
                Channels.to("a", Channels.hook("https://hook.example/", Optional.empty(), false, Optional.empty()));
        NotifyChannel channel = new NotifyChannel(
                every.name(),
                every.target(),
                every.owners(),
                every.environments(),
                every.severity(),
                occasions,
                every.repeat(),
                every.resolvedAfter(),
                every.quiet());
        return new Notifier(
                List.of(channel),
                sent,
                new InMemoryWays(),
                Clock.fixed(now, ZoneOffset.UTC),
                Optional.empty(),
                List.of(),
                any -> sender,
                Duration.ofMinutes(1));
    }

    /** What may be chosen at a point, and what was. */
    private record Choice(int chosen, int of) {}

    /** One run: follows {@code path}, and where that ends takes the first each time. */
    private List<Choice> run(List<Integer> path, Consumer<Notifier> telling) throws InterruptedException {
        InMemoryNotices shared = new InMemoryNotices();
        heard.forEach(key -> shared.settle(Map.of(key, NOW.plus(Duration.ofDays(99))), List.of()));
        List<String> messages = new ArrayList<>();
        List<Actor> actors = List.of(new Actor(shared, messages), new Actor(shared, messages));
        actors.forEach(actor -> actor.begin(telling, notifier(actor, actor, NOW)));
        List<Choice> choices = new ArrayList<>();
        List<Actor> waiting = new ArrayList<>();
        for (Actor actor : actors) {
            await(actor, waiting);
        }
        boolean killed = false;
        while (!waiting.isEmpty()) {
            int of = waiting.size() * (killed ? 1 : 2);
            int chosen = choices.size() < path.size() ? path.get(choices.size()) : 0;
            choices.add(new Choice(chosen, of));
            boolean dies = chosen >= waiting.size();
            killed |= dies;
            Actor next = waiting.remove(chosen % waiting.size());
            next.orders.put(dies ? Order.DIE : Order.GO);
            await(next, waiting);
        }
        boolean unnoted = actors.stream().anyMatch(actor -> actor.dead && actor.sentUnnoted);
        if (!killed) {
            assertThat(messages).as("%s", path).hasSize(1);
        }
        // Whoever looks once the claims of the dead have ended.
        Sender last = (channel, notice) -> messages.add(told(notice));
        telling.accept(notifier(shared, last, NOW.plus(SentNotices.HOLD)));
        telling.accept(notifier(shared, last, NOW.plus(SentNotices.HOLD)));
        assertThat(messages.size()).as("%s %s", path, messages).isBetween(1, unnoted ? 2 : 1);
        if (!occasions.contains(Occasion.ALERT)) {
            int known = messages.size();
            telling.accept(notifier(shared, last, NOW.plus(Duration.ofDays(30))));
            assertThat(messages).as("%s", path).hasSize(known);
        }
        // What is told twice is the same by its id.
        assertThat(Set.copyOf(messages)).as("%s %s", path, messages).hasSize(1);
        return choices;
    }

    private static void await(Actor actor, List<Actor> waiting) throws InterruptedException {
        if (actor.events.take() == Event.WAITS) {
            waiting.add(actor);
        }
    }

    /** Every path, depth first; how many there were. */
    private int everyOrder(Consumer<Notifier> telling) throws InterruptedException {
        List<Integer> path = new ArrayList<>();
        for (int runs = 1; ; runs++) {
            List<Choice> choices = run(path, telling);
            int last = choices.size() - 1;
            while (last >= 0
                    && choices.get(last).chosen() + 1 == choices.get(last).of()) {
                last--;
            }
            if (last < 0) {
                return runs;
            }
            path.clear();
            choices.subList(0, last).forEach(choice -> path.add(choice.chosen()));
            path.add(choices.get(last).chosen() + 1);
        }
    }

    @Test
    void tellsABreachOnceInWhateverOrderTwoCollectorsDo() throws Exception {
        Breaches breaches = Breaches.decide(REPORT, Map.of(), NOW, Duration.ofDays(7));
        assertThat(breaches.fresh()).isNotEmpty();

        assertThat(everyOrder(notifier -> notifier.breaches(breaches, EnvironmentNames.of(REPORT), NOW)))
                .isGreaterThan(20);
    }

    @Test
    void tellsTheEndOfABreachOnceInWhateverOrderTwoCollectorsDo() throws Exception {
        Duration week = Duration.ofDays(7);
        Breaches begun = Breaches.decide(REPORT, Map.of(), NOW.minusSeconds(9_000), week);
        Report none = REPORT.but().drifts(List.of()).causes(List.of()).build();
        Report gone = none.but()
                .resolved(REPORT.drifts().stream()
                        .map(drift -> new ResolvedDrift(drift.id(), drift.address(), drift.severity(), "x"))
                        .toList())
                .build();
        Breaches before = Breaches.decide(gone, begun.after(), NOW.minusSeconds(8_000), week);
        Breaches over = Breaches.decide(none, before.ended(), NOW, week);
        assertThat(over.resolved()).hasSize(begun.fresh().size());
        // Everybody was told that it began.
        begun.fresh().forEach(item -> heard.add("heard/a/" + item.id().orElseThrow()));

        assertThat(everyOrder(notifier -> notifier.breaches(over, EnvironmentNames.of(REPORT), NOW)))
                .isGreaterThan(20);
    }

    /** What other channels still wait for is handed in again, for longer than the time of this one. */
    @Test
    void tellsAChannelForEndsAloneOfAnEndOnceInWhateverOrderTwoCollectorsDo() throws Exception {
        occasions = Set.of(Occasion.RESOLVED);
        Duration week = Duration.ofDays(7);
        Breaches begun = Breaches.decide(REPORT, Map.of(), NOW.minusSeconds(9_000), week);
        Report none = REPORT.but().drifts(List.of()).causes(List.of()).build();
        Report gone = none.but()
                .resolved(REPORT.drifts().stream()
                        .map(drift -> new ResolvedDrift(drift.id(), drift.address(), drift.severity(), "x"))
                        .toList())
                .build();
        Breaches before = Breaches.decide(gone, begun.after(), NOW.minusSeconds(8_000), week);
        Breaches over = Breaches.decide(none, before.ended(), NOW, week);

        assertThat(everyOrder(notifier -> notifier.breaches(over, EnvironmentNames.of(REPORT), NOW)))
                .isGreaterThan(20);
    }

    @Test
    void tellsANightOnceInWhateverOrderTwoCollectorsDo() throws Exception {
        Report one = REPORT.but()
                .drifts(REPORT.drifts().subList(0, 1))
                .causes(REPORT.causes().subList(0, 1))
                .build();
        Night night = new Night(one, Duration.ofDays(9));

        assertThat(everyOrder(notifier -> notifier.nightly(night))).isGreaterThan(20);
    }
}
