package dev.leeway.collector.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer.Fate;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Snapshot;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveriesTest {
    private final RunningCollector collector;

    DeliveriesTest(@TempDir Path folder) throws Exception {
        this.collector = new RunningCollector.Setup().over(folder.resolve("leeway.db"));
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void storesWhatAnAgentDeliversBeforeItAnswers() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        Snapshot snapshot = agent.snapshot(1, "info");

        HttpResponse<byte[]> answer = agent.deliver(collector, snapshot);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(TestAgent.told(answer).fate()).isEqualTo(Fate.STORED);
        var stored = collector.snapshots().since(0, 10);
        assertThat(stored).hasSize(1);
        assertThat(collector.snapshots().document(stored.get(0)))
                .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(SampleSnapshots.bytes(snapshot)));
    }

    @Test
    void knowsWhatItHasWhenAnAnswerWasLost() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        Snapshot snapshot = agent.snapshot(1, "info");
        agent.deliver(collector, snapshot);

        HttpResponse<byte[]> again = agent.deliver(collector, snapshot);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(TestAgent.told(again).fate()).isEqualTo(Fate.KNOWN);
        assertThat(collector.snapshots().since(0, 10)).hasSize(1);
    }

    @Test
    void takesAnUnchangedHostByItsManifestAlone() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        SnapshotDocument first = TestAgent.document(agent.snapshot(1, "info"));
        agent.deliver(collector, agent.snapshot(1, "info"));
        SnapshotDocument second = TestAgent.document(agent.snapshot(2, "info"));

        HttpResponse<byte[]> answer = agent.deliver(collector, second, Optional.of(Delivery.manifest(first)), Set.of());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(collector.snapshots().since(0, 10)).hasSize(2);
    }

    @Test
    void asksForSectionsItLacksAndForAllNamesWhereTheManifestIsNotKnown() throws Exception {
        TestAgent agent = collector.joined("prod", "web-01");
        SnapshotDocument document = TestAgent.document(agent.snapshot(1, "info"));

        HttpResponse<byte[]> baseless =
                agent.deliver(collector, document, Optional.of(Delivery.manifest(document)), Set.of());
        HttpResponse<byte[]> lacking = agent.deliver(collector, document, Optional.empty(), Set.of());

        assertThat(baseless.statusCode()).isEqualTo(409);
        assertThat(TestAgent.told(baseless).fate()).isEqualTo(Fate.BASELESS);
        assertThat(lacking.statusCode()).isEqualTo(409);
        assertThat(TestAgent.told(lacking).fate()).isEqualTo(Fate.LACKING);
        Set<String> all = new TreeSet<>();
        document.parts().forEach(part -> all.add(part.id()));
        assertThat(TestAgent.told(lacking).lacking()).isEqualTo(all);
        assertThat(collector.snapshots().since(0, 10)).isEmpty();
        HttpResponse<byte[]> whole = agent.deliver(collector, document, Optional.empty(), all);
        assertThat(whole.statusCode()).isEqualTo(201);
    }
}
