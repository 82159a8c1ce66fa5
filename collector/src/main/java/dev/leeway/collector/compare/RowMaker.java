package dev.leeway.collector.compare;

import dev.leeway.collector.align.DocumentedDefaults;
import dev.leeway.collector.align.EnvironmentSections;
import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.FactContext;
import dev.leeway.collector.align.SectionGroup;
import dev.leeway.collector.align.SectionVariant;
import dev.leeway.collector.align.UnseenHosts;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.Catalogue;
import dev.leeway.schema.fact.FactEntry;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the row of any one fact of a section group. */
public final class RowMaker {
    /** How the reason begins why nothing is known of a part: the host holds all of it as a single value. */
    public static final String AS_ONE = "told as one value there, ";

    private final SectionGroup group;
    private final Catalogue catalogue;
    private final List<Set<String>> spellings = new ArrayList<>();
    private final List<SectionVariant> variants = new ArrayList<>();

    /** A maker of rows for {@code group}. */
    public RowMaker(SectionGroup group, Environments environments, Catalogue catalogue) {
        this.group = group;
        this.catalogue = catalogue;
        for (int environment = 0; environment < environments.size(); environment++) {
            spellings.add(environments.words(environment));
            variants.addAll(group.environments().get(environment).variants());
        }
    }

    /**
     * The row of {@code path}; empty where the fact lies below one that another host holds as a single value, because
     * there it is told.
     */
    public Optional<FactRow> row(String path) {
        return toldAbove(path) ? Optional.empty() : Optional.of(made(path, false));
    }

    /**
     * The row of a {@code path} that another host holds as part of a single value, of which nobody can say what it says of this part;
     * empty where there is no such host, because there {@link #row} tells.
     */
    public Optional<FactRow> part(String path) {
        return toldAbove(path) ? Optional.of(made(path, true)) : Optional.empty();
    }

    private FactRow made(String path, boolean ofPart) {
        Optional<FactEntry> entry = catalogue.entry(new Address(group.key(), new FactPath(path)));
        boolean toldElsewhere = ToldElsewhere.covers(group.key().probe(), path);
        int speaker = lowestRevisionWith(path);
        Map<String, Value> values = values(path);
        List<Optional<Tally>> tallies = new ArrayList<>();
        for (int environment = 0; environment < spellings.size(); environment++) {
            EnvironmentSections sections = group.environments().get(environment);
            FactContext fact = new FactContext(group.key(), path, entry, spellings.get(environment));
            TallyBuilder tally = new TallyBuilder(fact);
            for (SectionVariant variant : sections.variants()) {
                add(tally, variant, path, entry, ofPart ? whole(variant, path) : Optional.empty(), speaker, values);
            }
            for (UnseenHosts unseen : sections.unseen()) {
                tally.doubts(new Unknown(group.key().text(), unseen.hosts(), unseen.outcome(), unseen.reason()));
            }
            Tally told = tally.build();
            boolean silent = toldElsewhere && !told.known() && told.unknown().isEmpty();
            tallies.add(sections.takesPart() && !silent ? Optional.of(told) : Optional.empty());
        }
        return new FactRow(group, path, entry, tallies);
    }

    private void add(
            TallyBuilder tally,
            SectionVariant variant,
            String path,
            Optional<FactEntry> entry,
            Optional<Unknown> whole,
            int speaker,
            Map<String, Value> values) {
        Facts facts = variant.section().facts();
        Optional<Value> own = FactSearch.find(facts, path);
        if (own.isPresent()) {
            replicas(own.get(), entry).forEach(value -> tally.holds(value, false, variant));
            return;
        }
        Optional<Value> parts = FactSearch.below(facts, path);
        if (parts.isPresent()) {
            tally.holds(parts.get(), true, variant);
            return;
        }
        Optional<Unknown> doubt = whole.or(() -> Absence.doubt(variant, path, entry, speaker));
        if (doubt.isPresent()) {
            tally.doubts(doubt.get());
            return;
        }
        Optional<Value> meant = values.isEmpty()
                ? Optional.empty()
                : DocumentedDefaults.meant(group.key().probe(), path, sibling -> FactSearch.find(facts, sibling))
                        .map(values::get);
        if (meant.isPresent()) {
            tally.holds(meant.get(), false, variant);
        } else if (ToldElsewhere.covers(group.key().probe(), path) && ToldElsewhere.summedOtherwise(path, facts)) {
            String pattern = group.key().text() + "/" + ToldElsewhere.sums(path);
            tally.doubts(new Unknown(pattern, variant.hosts(), Outcome.COLLECTED, ToldElsewhere.OTHER_RULE));
        } else if (isLack(facts, path)) {
            tally.lacks(variant.hosts());
        }
    }

    /** A host that was not taken apart holds the part or lacks it. */
    private Optional<Unknown> whole(SectionVariant variant, String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String above = path.substring(0, slash);
            if (holds(variant, above)) {
                String address = group.key().text() + "/" + above;
                return Optional.of(new Unknown(address, variant.hosts(), Outcome.COLLECTED, AS_ONE + address));
            }
        }
        return Optional.empty();
    }

    private boolean isLack(Facts facts, String path) {
        if (!ToldElsewhere.covers(group.key().probe(), path)) {
            return true;
        }
        List<Facts> holders = variants.stream()
                .filter(variant -> holds(variant, path))
                .map(variant -> variant.section().facts())
                .toList();
        return ToldElsewhere.lacks(path, facts, holders);
    }

    /** Whether what this is about runs several times on one host: services do; databases are one each. */
    boolean ofReplicas() {
        return Replicas.mayBeIn(group.scope(), group.key(), catalogue);
    }

    private List<Value> replicas(Value value, Optional<FactEntry> entry) {
        return ofReplicas() ? Replicas.of(value, entry) : List.of(value);
    }

    /** The first value of each that is shown alike, where the absence of the fact may mean one of them. */
    private Map<String, Value> values(String path) {
        Map<String, Value> values = new HashMap<>();
        for (SectionVariant variant :
                DocumentedDefaults.may(group.key().probe(), path) ? variants : List.<SectionVariant>of()) {
            FactSearch.find(variant.section().facts(), path)
                    .ifPresent(value -> values.putIfAbsent(value.display(), value));
        }
        return values;
    }

    private int lowestRevisionWith(String path) {
        int lowest = Integer.MAX_VALUE;
        for (SectionVariant variant : variants) {
            if (holds(variant, path)) {
                lowest = Math.min(lowest, variant.section().revision());
            }
        }
        return lowest == Integer.MAX_VALUE ? 1 : lowest;
    }

    /** Whether {@code path} lies below a path that some hosts hold as a single value, and its own holders do not. */
    private boolean toldAbove(String path) {
        for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
            String above = path.substring(0, slash);
            if (variants.stream().anyMatch(variant -> holds(variant, above))
                    && variants.stream().noneMatch(variant -> holds(variant, above) && holds(variant, path))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(SectionVariant variant, String path) {
        return FactSearch.find(variant.section().facts(), path).isPresent();
    }
}
