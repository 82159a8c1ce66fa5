package dev.leeway.collector.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every registry promises, whatever holds it. */
public abstract class RegistryContract extends SharedMemoryContract {
    private static final int STEPS = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 5_000;
        case "slow" -> 1_500;
        default -> 150;
    };

    @Test
    void keepsTheLogInOrderWhoeverWrites() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Registry other = open()) {
            List<Callable<Boolean>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Registry asked = i % 2 == 0 ? registry : other;
                AuditDraft draft = new AuditDraft("w" + i, AuditAction.PRUNED, "x", "");
                writers.add(() -> {
                    asked.record(List.of(draft, draft));
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(writers)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
        AuditVerification sound = registry.verifyAudit(List.of(registry.auditHead()));
        assertThat(sound.damage()).isEmpty();
        assertThat(sound.entries()).isEqualTo(80);
        assertThat(registry.audit(78, 10)).extracting(AuditEntry::number).containsExactly(79L, 80L);
        assertThat(registry.audit(0, 3)).hasSize(3);
    }

    @Test
    void findsALogThatWasCutShort() throws Exception {
        registry.record(List.of(new AuditDraft("a", AuditAction.PRUNED, "x", "")));
        AuditHead later = new AuditHead(2, "1".repeat(64));
        assertThat(registry.verifyAudit(List.of(later)).damage().orElseThrow().number())
                .isEqualTo(2);
    }

    /** Random doings of several processes against the simplest thing that could be right. */
    @Test
    void doesWhatASimpleModelDoes() throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            RegistryModel model = new RegistryModel(registry, this::open, clock, random, "s" + seed);
            for (int step = 0; step < STEPS; step++) {
                model.step();
            }
            model.end();
        }
        Set<String> names = new HashSet<>();
        registry.agents().forEach(agent -> names.add(agent.name()));
        assertThat(Collections.frequency(actions(), "agent.joined")).isLessThanOrEqualTo(names.size());
        assertThat(registry.verifyAudit(List.of(registry.auditHead())).damage()).isEmpty();
    }
}
