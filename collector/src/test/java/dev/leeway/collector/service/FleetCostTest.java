package dev.leeway.collector.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.RoleScopes;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionGroups;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.store.SampleSnapshots;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.GeneratedFleet;
import dev.leeway.collector.testing.GeneratedFleet.Shape;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.json.SnapshotSeries;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a comparison costs is counted, not timed: as much as there is variety, however many hosts there are. */
class FleetCostTest {
    private static final Policy POLICY = PolicyReader.shipped();
    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final int IMAGES = 6;

    /**
     * What reading and comparing a fleet came to.
     *
     * @param read sections taken apart
     * @param crowds of hosts that hold the same sections
     * @param joined distinct sections that were walked
     * @param drifts found
     */
    private record Cost(int read, int crowds, int joined, int drifts) {}

    private static Shape shape(int hosts, int outliers) {
        return Shape.even(hosts, 120, IMAGES, outliers);
    }

    /** Every host as it is read from its file, one after the other. */
    private static List<List<Snapshot>> read(Shape shape, SnapshotSeries series) {
        GeneratedFleet fleet = new GeneratedFleet(shape);
        List<List<Snapshot>> all = new ArrayList<>();
        for (int environment = 0; environment < shape.environments().size(); environment++) {
            List<Snapshot> hosts = new ArrayList<>();
            for (Snapshot host : fleet.hosts(environment)) {
                Optional<Snapshot> read = series.read(new ByteArrayInputStream(SampleSnapshots.bytes(host)));
                assertThat(read).contains(host);
                hosts.add(read.orElseThrow());
            }
            all.add(hosts);
        }
        return all;
    }

    private static Cost cost(Shape shape) {
        SnapshotSeries series = new SnapshotSeries();
        List<List<Snapshot>> snapshots = read(shape, series);
        Environments environments = Environments.of(POLICY, shape.environments());
        Fleet fleet = new Fleet(environments, snapshots, POLICY, CATALOGUE, Compared.NOW);
        int crowds = 0;
        for (int environment = 0; environment < environments.size(); environment++) {
            crowds += fleet.crowds(environment).size();
        }
        int joined = 0;
        for (SectionGroup group : SectionGroups.of(fleet, new RoleScopes(fleet), new Census(fleet))) {
            for (EnvironmentSections sections : group.environments()) {
                joined += sections.variants().size();
            }
        }
        return new Cost(
                series.sectionsRead(),
                crowds,
                joined,
                report(shape, snapshots).drifts().size());
    }

    private static Report report(Shape shape, List<List<Snapshot>> snapshots) {
        Compared compared = Compared.nothing();
        for (int environment = 0; environment < shape.environments().size(); environment++) {
            compared.snapshots(shape.environments().get(environment), snapshots.get(environment));
        }
        return compared.report();
    }

    @Test
    void costsTheSameForTenTimesTheHostsOfTheSameImages() {
        Cost few = cost(shape(34, 0));
        assertThat(few.crowds()).isEqualTo(IMAGES);
        assertThat(few.drifts()).isPositive();
        assertThat(cost(shape(334, 0))).isEqualTo(few);
    }

    @Test
    void paysForEachOutlierWhatItsOwnSectionsCost() {
        Cost none = cost(shape(300, 0));
        Cost some = cost(shape(300, 30));
        int outliers = some.crowds() - none.crowds();
        assertThat(outliers).isBetween(10, 60);
        // One to four facts of a host are touched, each in a section that is then its own.
        assertThat(some.read() - none.read()).isBetween(outliers, 4 * outliers);
        assertThat(some.joined() - none.joined()).isBetween(outliers, 4 * outliers);
    }

    @Test
    void saysTheSameOfSnapshotsHoweverTheyWereRead() {
        Shape shape = shape(40, 100);
        GeneratedFleet fleet = new GeneratedFleet(shape);
        List<List<Snapshot>> made = List.of(fleet.hosts(0), fleet.hosts(1), fleet.hosts(2));
        assertThat(report(shape, read(shape, new SnapshotSeries()))).isEqualTo(report(shape, made));
    }

    @Test
    void namesFewOfManyHostsAndCountsThemAll() {
        Shape shape = shape(400, 5);
        Report report = report(shape, read(shape, new SnapshotSeries()));
        assertThat(report.drifts())
                .flatExtracting(drift -> drift.values())
                .anySatisfy(value -> {
                    assertThat(value.count()).isGreaterThan(100);
                    assertThat(value.hosts()).hasSize(10);
                })
                .allSatisfy(
                        value -> assertThat(value.hosts().size()).isEqualTo(value.count() > 100 ? 10 : value.count()));
    }
}
