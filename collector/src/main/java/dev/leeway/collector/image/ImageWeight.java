package dev.leeway.collector.image;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.judge.Demands;
import dev.leeway.collector.judge.DriftIds;
import dev.leeway.collector.judge.Finding;
import dev.leeway.collector.judge.JudgedBy;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.report.Disposition;
import dev.leeway.schema.report.DriftState;
import dev.leeway.schema.report.EnvironmentValue;
import dev.leeway.schema.report.Explanation;
import dev.leeway.schema.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Finds images far heavier than their siblings, and names the packages that make them so. */
public final class ImageWeight {
    /** A half more than the sibling is what no patch of a base image brings. */
    private static final double FAR = 1.5;

    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    /** Of small images a half more is nothing that anybody waits for. */
    private static final long WORTH_TELLING = 50 * MIB;

    private static final int NAMED = 4;
    private static final FactPath SIZE = FactPath.parse("size");
    private static final JudgedBy JUDGE = JudgedBy.leeway("weight of images");

    private final Environments environments;
    private final Demands demands;
    private final List<SortedMap<String, Weighed>> weighed = new ArrayList<>();

    /** What is to be said of {@code fleet}; rules of the user that let a size be are obeyed. */
    public ImageWeight(Fleet fleet, Demands demands) {
        this.environments = fleet.environments();
        this.demands = demands;
        for (int environment = 0; environment < environments.size(); environment++) {
            weighed.add(Weighed.in(fleet, environment));
        }
    }

    /** One finding for each pair of environments and service whose images are far apart. */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (int one = 0; one < environments.size(); one++) {
            for (int other = one + 1; other < environments.size(); other++) {
                int later = other;
                int earlier = one;
                weighed.get(one).forEach((service, early) -> {
                    Weighed late = weighed.get(later).get(service);
                    if (late != null && isFar(early.bytes(), late.bytes())) {
                        findings.add(finding(service, earlier, later, early, late));
                    }
                });
            }
        }
        return findings;
    }

    private static boolean isFar(long one, long other) {
        long heavy = Math.max(one, other);
        long light = Math.min(one, other);
        return heavy - light >= WORTH_TELLING && heavy >= FAR * light;
    }

    private Finding finding(String service, int one, int other, Weighed early, Weighed late) {
        Address address = new Address(new SectionKey("image", Optional.of(service)), SIZE);
        boolean laterIsHeavier = late.bytes() > early.bytes();
        Scope scope = new Scope(Scope.Kind.SERVICE, service);
        String heavy = environments.name(laterIsHeavier ? other : one);
        String light = environments.name(laterIsHeavier ? one : other);
        Finding finding = new Finding(
                DriftIds.drift(scope, environments.unordered(List.of(one, other)), address, DriftState.DIFFERENT),
                address,
                scope,
                List.of(environments.name(one), environments.name(other)),
                DriftState.DIFFERENT,
                laterIsHeavier && environments.isProduction(other) ? Severity.HIGH : Severity.MEDIUM,
                Disposition.OPEN,
                List.of(value(one, early), value(other, late)),
                Optional.empty(),
                laterIsHeavier
                        ? explanation(service, heavy, light, late, early)
                        : explanation(service, heavy, light, early, late),
                JUDGE,
                Finding.Nature.FACT);
        return demands.judged(finding, List.of(address), one, other);
    }

    private EnvironmentValue value(int environment, Weighed image) {
        return new EnvironmentValue(
                environments.name(environment),
                List.copyOf(image.hosts()),
                EnvironmentValue.Standing.PRESENT,
                Optional.of(new Value.Size(image.bytes())),
                Optional.empty());
    }

    private static Explanation explanation(
            String service, String where, String elsewhere, Weighed heavy, Weighed light) {
        String times = String.format(Locale.ROOT, "%.1f", (double) heavy.bytes() / light.bytes());
        return new Explanation(
                "the image of " + service + " is " + times + " times as heavy in " + where + " as in " + elsewhere
                        + " ("
                        + display(heavy.bytes()) + " against " + display(light.bytes()) + "): "
                        + makers(heavy, light),
                "What is not needed to run is pulled, scanned and patched all the same, and serves whoever breaks in.",
                "Build the image of " + where + " in stages and ship the last, or build both from one file.",
                "That the image in " + where + " starts as fast, and holds nothing but what was tested in " + elsewhere
                        + ".");
    }

    /** The packages that weigh most of what the lighter one does not have, and how much is no package's. */
    private static String makers(Weighed heavy, Weighed light) {
        if (heavy.packages().isEmpty()) {
            return "what makes it so was not seen, its packages could not be read";
        }
        List<Map.Entry<String, Long>> more = new ArrayList<>(heavy.beyond(light).entrySet());
        more.sort(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()));
        long packaged = more.stream().mapToLong(Map.Entry::getValue).sum();
        long all = heavy.bytes() - light.bytes();
        if (packaged * 2 < all) {
            return "its packages account for " + display(packaged) + " of " + display(all)
                    + " more, the rest is files of no package";
        }
        List<String> named = more.stream()
                .limit(NAMED)
                .map(each -> each.getKey() + " (" + display(each.getValue()) + ")")
                .toList();
        int unnamed = more.size() - named.size();
        return String.join(", ", named)
                + (unnamed == 0 ? "" : " and " + unnamed + " more package" + (unnamed == 1 ? "" : "s"));
    }

    /** Rounded: of what is told to be far heavier nobody asks for the last byte. */
    private static String display(long bytes) {
        if (bytes >= GIB) {
            return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
        }
        return bytes >= MIB ? Math.round((double) bytes / MIB) + " MiB" : Math.round(bytes / 1024.0) + " KiB";
    }
}
