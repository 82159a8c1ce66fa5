package dev.leeway.collector.identity;

import static dev.leeway.collector.identity.IdentityScene.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Which requests of agents are accepted, by their counts and machines. */
abstract class RequestCountContract extends JoiningContract {
    @Test
    void acceptsACountOnce() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(advance(name, 1, "m1")).isEqualTo(Advanced.ACCEPTED);
        assertThat(advance(name, 1, "m1")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 7, "m1").accepted()).isTrue();
        assertThat(advance(name, 6, "m1").accepted()).isFalse();
        assertThat(registry.advance(List.of(
                        new Advance(name, 9, "m1"),
                        new Advance(name, 8, "m1"),
                        new Advance("a-00000000000000000000", 1, ""),
                        new Advance(name, 10, "m1"))))
                .containsExactly(
                        Advanced.ACCEPTED,
                        Advanced.refused(Refusal.REPLAYED),
                        Advanced.refused(Refusal.UNKNOWN_AGENT),
                        Advanced.ACCEPTED);
        assertThat(registry.agent(name).orElseThrow().count()).isEqualTo(10);
        try (Registry again = open()) {
            assertThat(again.advance(List.of(new Advance(name, 10, "m1")))
                            .get(0)
                            .accepted())
                    .isFalse();
        }
    }

    @Test
    void acceptsACountOnceHoweverManyCollectorsAreAsked() throws Exception {
        String name = joined(key(), "web-01").name();
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (Registry other = open()) {
            List<Callable<Advanced>> requests = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                long count = 1L + i / 6;
                requests.add(() ->
                        asked.advance(List.of(new Advance(name, count, "m"))).get(0));
            }
            Map<Long, Integer> accepted = new HashMap<>();
            List<Future<Advanced>> results = threads.invokeAll(requests);
            for (int i = 0; i < results.size(); i++) {
                if (results.get(i).get().accepted()) {
                    accepted.merge(1L + i / 6, 1, Integer::sum);
                }
            }
            assertThat(accepted.values()).containsOnly(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void tellsTwoMachinesThatUseOneKey() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(advance(name, 1, "boot-1").accepted()).isTrue();
        assertThat(advance(name, 2, "boot-2").accepted()).isTrue();
        Advanced back = advance(name, 3, "boot-1");
        assertThat(back).isEqualTo(Advanced.CLONED);
        assertThat(registry.agent(name).orElseThrow().state()).isEqualTo(AgentState.CLONED);
        assertThat(advance(name, 4, "boot-1")).isEqualTo(Advanced.refused(Refusal.CLONED));
        assertThat(advance(name, 5, "boot-2")).isEqualTo(Advanced.refused(Refusal.CLONED));
        assertThat(actions())
                .endsWith("agent.cloned")
                .filteredOn("agent.cloned"::equals)
                .hasSize(1);
        assertThat(registry.restoreAgent(name, "store")).isTrue();
        assertThat(advance(name, 3, "boot-2")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 6, "boot-2").accepted()).isTrue();
        assertThat(advance(name, 7, "boot-1").accepted()).isTrue();
        assertThat(advance(name, 8, "boot-2")).isEqualTo(Advanced.CLONED);
    }

    @Test
    void doesNotTakeAReplayForASecondMachine() throws Exception {
        String name = joined(key(), "web-01").name();
        advance(name, 1, "boot-1");
        advance(name, 2, "boot-2");
        assertThat(advance(name, 1, "boot-1")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 3, "boot-2").accepted()).isTrue();
        assertThat(advance(name, 4, "")).isEqualTo(Advanced.refused(Refusal.MACHINE_UNTOLD));
        assertThat(advance(name, 5, "boot-2").accepted()).isTrue();
    }

    @Test
    void marksWhatWasSeenElsewhere() throws Exception {
        String name = joined(key(), "web-01").name();
        assertThat(registry.markCloned(name, "two snapshots of one count")).isTrue();
        assertThat(registry.markCloned(name, "two snapshots of one count")).isFalse();
        assertThat(advance(name, 1, "m").accepted()).isFalse();
    }

    @Test
    void refusesRevokedAgentsUntilTheyAreRestored() throws Exception {
        String name = joined(key(), "web-01").name();
        advance(name, 1, "m");
        assertThat(registry.revokeAgent(name, "ada")).isTrue();
        assertThat(advance(name, 2, "m")).isEqualTo(Advanced.refused(Refusal.REVOKED));
        assertThat(registry.restoreAgent(name, "ada")).isTrue();
        assertThat(advance(name, 1, "m")).isEqualTo(Advanced.refused(Refusal.REPLAYED));
        assertThat(advance(name, 2, "m").accepted()).isTrue();
        assertThat(registry.revokeAgent("a-nobody", "ada")).isFalse();
        assertThat(registry.restoreAgent("a-nobody", "ada")).isFalse();
    }

    @Test
    void countsMoreInOneGroupThanAStatementHolds() throws Exception {
        String first = joined(key(), "web-01").name();
        String last = joined(key(), "web-02").name();
        List<Advance> group = new ArrayList<>();
        group.add(new Advance(first, 1, "m"));
        for (int i = 0; i < 1_200; i++) {
            group.add(new Advance(String.format(Locale.ROOT, "a-%020x", i), 1, "m"));
        }
        group.add(new Advance(last, 1, "m"));
        List<Advanced> counted = registry.advance(group);
        assertThat(counted).hasSize(1_202).filteredOn(Advanced::accepted).hasSize(2);
        assertThat(counted.get(0).accepted()).isTrue();
        assertThat(counted.get(1_201).accepted()).isTrue();
        assertThat(registry.agents(group.stream().map(Advance::agent).toList())).containsOnlyKeys(first, last);
    }
}
