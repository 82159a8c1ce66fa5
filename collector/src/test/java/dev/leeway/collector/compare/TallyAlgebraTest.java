package dev.leeway.collector.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.collector.align.Census;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.align.RoleScopes;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionGroups;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.collector.source.PolicyReader;
import dev.leeway.collector.testing.Compared;
import dev.leeway.collector.testing.RandomFleet;
import dev.leeway.collector.testing.TestHost;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.report.HostNames;
import dev.leeway.schema.snapshot.Snapshot;
import dev.leeway.schema.yaml.CatalogueReader;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is counted of parts adds up to what is counted of the whole, however it is cut and in whatever order it is joined. */
class TallyAlgebraTest {
    /** Of each property; 1,000 under the slow profile. */
    private static final int CASES = switch (System.getProperty("leeway.scale", "short")) {
        case "full" -> 10_000;
        case "slow" -> 1_000;
        default -> 100;
    };

    private static final Catalogue CATALOGUE = CatalogueReader.builtIn();
    private static final Policy POLICY = PolicyReader.shipped();

    /** {@code all} in some order, cut into runs of some length. */
    private static <T> List<List<T>> cut(List<T> all, Random random) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = from + 1 + random.nextInt(shuffled.size() - from);
            parts.add(shuffled.subList(from, to));
            from = to;
        }
        return parts;
    }

    @Test
    void joinsNamesOfHostsInAnyOrderAndGrouping() {
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            HostNames roll = HostNames.of(IntStream.range(0, 1 + random.nextInt(200))
                    .mapToObj(i -> "host-" + i)
                    .toList());
            List<HostNames> lists = new ArrayList<>();
            TreeSet<String> all = new TreeSet<>();
            for (int i = 0; i < 6; i++) {
                BitSet places = new BitSet(roll.size());
                for (int place = random.nextInt(20); place < roll.size(); place += 1 + random.nextInt(60)) {
                    places.set(place);
                }
                HostNames list = HostNames.among(roll, places);
                // Some of a roll of their own, with a name that no other has.
                boolean strange = random.nextInt(4) == 0;
                lists.add(strange ? HostNames.of(List.of("host-0", "other-" + i)) : list);
                all.addAll(lists.get(i));
            }
            List<HostNames> parts = new ArrayList<>();
            cut(lists, random).forEach(part -> parts.add(HostNames.union(part)));
            HostNames joined = HostNames.union(parts);
            assertThat(joined).as("seed %d", seed).containsExactlyElementsOf(all);
            assertThat(joined).as("seed %d", seed).isEqualTo(HostNames.union(lists));
            assertThat(joined.mark())
                    .as("seed %d", seed)
                    .isEqualTo(HostNames.of(all).mark());
            assertThat(joined.without(lists.get(0)))
                    .as("seed %d", seed)
                    .noneMatch(lists.get(0)::contains)
                    .hasSize(all.size() - lists.get(0).size());
        }
    }

    private static List<Number> told(PairCounts counts) {
        return List.of(
                counts.compared(),
                counts.same(),
                counts.unknown(),
                counts.notComparable(),
                counts.presenceOnly(),
                counts.allowed(),
                counts.unseen());
    }

    /** Something to count: how facts stand, how many, and how large a part of the hosts was not seen. */
    private record Seen(PairStanding standing, int facts, long share) {
        void countIn(PairCounts counts) {
            counts.add(standing, facts);
            counts.allow(facts % 2);
            counts.miss(facts, share);
        }
    }

    @Test
    void addsUpCountsInAnyOrderAndGrouping() {
        List<PairStanding> standings = List.of(PairStanding.values());
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            List<Seen> all = new ArrayList<>();
            PairCounts whole = new PairCounts();
            for (int i = 0; i < 12; i++) {
                Seen seen = new Seen(
                        standings.get(random.nextInt(standings.size())), random.nextInt(5), random.nextInt((int)
                                PairCounts.WHOLE));
                all.add(seen);
                seen.countIn(whole);
            }
            PairCounts joined = new PairCounts();
            for (List<Seen> part : cut(all, random)) {
                PairCounts counted = new PairCounts();
                part.forEach(seen -> seen.countIn(counted));
                joined.add(counted);
            }
            assertThat(told(joined)).as("seed %d", seed).isEqualTo(told(whole));
        }
    }

    @Test
    void tellsOfAFactTheSameHoweverItsHostsAreGrouped() {
        int rows = 0;
        for (long seed = 0; seed < CASES; seed++) {
            Random random = new Random(seed);
            for (SectionGroup group : groups(seed)) {
                SectionGroup other = regrouped(group, random);
                TreeSet<String> paths = new TreeSet<>();
                group.environments()
                        .forEach(environment -> environment.variants().forEach(variant -> {
                            for (int i = 0; i < variant.section().facts().size(); i++) {
                                paths.add(variant.section().facts().path(i));
                            }
                        }));
                for (String path : paths) {
                    List<Object> whole = row(group, path);
                    List<Object> parts = row(other, path);
                    if (!parts.equals(whole)) {
                        assertThat(parts)
                                .as("seed %d: %s/%s", seed, group.key(), path)
                                .isEqualTo(whole);
                    }
                    rows++;
                }
            }
        }
        assertThat(rows).isGreaterThan(CASES);
    }

    private static final Environments ENVIRONMENTS = Environments.of(POLICY, List.of("staging", "prod"));

    private static List<SectionGroup> groups(long seed) {
        List<List<Snapshot>> snapshots = new ArrayList<>();
        for (int environment = 0; environment < ENVIRONMENTS.size(); environment++) {
            snapshots.add(new RandomFleet(2 * seed + environment)
                    .hosts(4).stream().map(TestHost::snapshot).toList());
        }
        Fleet fleet = new Fleet(ENVIRONMENTS, snapshots, POLICY, CATALOGUE, Compared.NOW);
        return SectionGroups.of(fleet, new RoleScopes(fleet), new Census(fleet));
    }

    /** The same hosts, of which those that share a section come in several lots, in another order. */
    private static SectionGroup regrouped(SectionGroup group, Random random) {
        List<EnvironmentSections> environments = new ArrayList<>();
        for (EnvironmentSections sections : group.environments()) {
            List<SectionVariant> variants = new ArrayList<>();
            for (SectionVariant variant : sections.variants()) {
                cut(variant.hosts(), random)
                        .forEach(hosts -> variants.add(
                                new SectionVariant(variant.section(), hosts, variant.release(), variant.rules())));
            }
            List<UnseenHosts> unseen = new ArrayList<>();
            for (UnseenHosts hosts : sections.unseen()) {
                cut(hosts.hosts(), random)
                        .forEach(lot -> unseen.add(new UnseenHosts(lot, hosts.outcome(), hosts.reason())));
            }
            Collections.shuffle(variants, random);
            Collections.shuffle(unseen, random);
            environments.add(new EnvironmentSections(sections.takesPart(), variants, unseen));
        }
        return new SectionGroup(group.scope(), group.key(), environments);
    }

    /** All that is told of a fact, hosts of which nothing is known by the reason for that. */
    private static List<Object> row(SectionGroup group, String path) {
        List<Object> told = new ArrayList<>();
        Optional<FactRow> row = new RowMaker(group, ENVIRONMENTS, CATALOGUE).row(path);
        for (int environment = 0; row.isPresent() && environment < ENVIRONMENTS.size(); environment++) {
            Optional<Tally> tally = row.get().tally(environment);
            told.add(tally.map(Tally::groups));
            told.add(tally.map(Tally::missing));
            told.add(tally.map(Tally::unseen));
            told.add(tally.map(Tally::consensus));
            Map<String, HostNames> unknown = new TreeMap<>();
            for (Unknown hosts : tally.map(Tally::unknown).orElse(List.of())) {
                unknown.merge(
                        hosts.pattern() + hosts.outcome() + hosts.reason(),
                        HostNames.of(hosts.hosts()),
                        (one, other) -> HostNames.union(List.of(one, other)));
            }
            told.add(unknown);
        }
        return told;
    }
}
