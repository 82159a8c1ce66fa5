package dev.leeway.agent.snapshot;

import dev.leeway.agent.redact.Disclosed;
import dev.leeway.agent.redact.Redactor;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.json.Sections;
import dev.leeway.schema.snapshot.Facts;
import dev.leeway.schema.snapshot.Outcome;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.snapshot.Uncovered;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Turns what a probe found into what may leave the host. */
final class SectionSeal {
    /** Stands for the name of a subject in which a secret may stand. */
    static final String HIDDEN = "(secret)";

    /** Why nothing is told that would have to be searched for secrets first. */
    static final String UNSEARCHED = "not told: more secrets than there is room to search for";

    private static final int MAX_REMARK = 500;
    private static final String OBSERVED = "/observed";
    private static final String ALL = "**";
    private static final String VARIABLE = "variable";

    private final Redactor redactor;
    private final HostTokens tokens;

    SectionSeal(Redactor redactor, HostTokens tokens) {
        this.redactor = redactor;
        this.tokens = tokens;
    }

    /** A section that was not observed, with the reason why. */
    Section unobserved(SectionKey key, int revision, Outcome outcome, String reason) {
        return Sections.of(
                masked(key),
                revision,
                outcome,
                Facts.none(),
                List.of(),
                Collections.emptySortedMap(),
                Optional.of(remark(reason)));
    }

    /** Whether a text of that name would be taken for a secret. */
    boolean secret(String name, String text) {
        return redactor.secret(name, text);
    }

    /**
     * The section a draft amounts to.
     *
     * @param subjectsLeftOut how many subjects of the probe are missing; told in the section about the host
     * @param concealed texts with secrets in them that other sections know of
     */
    Section seal(
            SectionKey found,
            int revision,
            SectionDraft draft,
            int subjectsLeftOut,
            Collection<Observed.Guarded> concealed) {
        Collection<Observed.Guarded> all = concealed;
        if (!concealed.containsAll(draft.concealed())) {
            all = new ArrayList<>(draft.concealed());
            all.addAll(concealed);
        }
        // The name of a subject is the same in the sections of all probes, whatever variables they know.
        SectionKey key = knowing(all).masked(found);
        Redactor knowing = redactor.knowing(all, variables(draft));
        return new SectionSeal(knowing, tokens).sealed(key, revision, draft, subjectsLeftOut);
    }

    /** One that looks for these, too. */
    SectionSeal knowing(Collection<Observed.Guarded> concealed) {
        return concealed.isEmpty() ? this : new SectionSeal(redactor.knowing(concealed, List.of()), tokens);
    }

    /** The section of a draft in which secrets may stand that nobody can look for: no more than what is there to be observed. */
    Section unsearched(
            SectionKey found,
            int revision,
            SectionDraft draft,
            int subjectsLeftOut,
            Collection<Observed.Guarded> concealed) {
        SectionSeal knowing = knowing(concealed);
        Optional<Outcome> ended = draft.ended().filter(outcome -> !outcome.observed());
        if (ended.isPresent()) {
            return knowing.unobserved(found, revision, ended.get(), UNSEARCHED);
        }
        SectionKey key = knowing.masked(found);
        draft.facts().keySet().removeIf(path -> !path.text().endsWith(OBSERVED));
        draft.evidence().clear();
        draft.uncovered().clear();
        draft.uncovered().put(ALL, HostAccessException.Kind.TOO_LARGE);
        List<Uncovered> uncovered = knowing.uncovered(key, draft, subjectsLeftOut);
        Facts facts = knowing.facts(key, draft, new TreeMap<>());
        return Sections.of(
                key,
                revision,
                Outcome.PARTIAL,
                facts,
                uncovered,
                Collections.emptySortedMap(),
                Optional.of(UNSEARCHED));
    }

    private static List<Observed.Guarded> variables(SectionDraft draft) {
        List<Observed.Guarded> variables = new ArrayList<>();
        draft.facts()
                .values()
                .forEach(observations -> observations.forEach(observed -> {
                    if (observed instanceof Observed.Guarded guarded
                            && guarded.tagClass().equals(VARIABLE)) {
                        variables.add(guarded);
                    }
                }));
        return variables;
    }

    private Section sealed(SectionKey key, int revision, SectionDraft draft, int subjectsLeftOut) {
        if (draft.ended().isPresent() && !draft.ended().get().observed()) {
            return unobserved(key, revision, draft.ended().get(), draft.reason().orElse(""));
        }
        List<Uncovered> uncovered = uncovered(key, draft, subjectsLeftOut);
        Outcome outcome = draft.ended().orElse(uncovered.isEmpty() ? Outcome.COLLECTED : Outcome.PARTIAL);
        SortedMap<String, String> evidence = new TreeMap<>();
        Facts facts = facts(key, draft, evidence);
        return Sections.of(key, revision, outcome, facts, uncovered, evidence, reason(draft, subjectsLeftOut));
    }

    private Facts facts(SectionKey key, SectionDraft draft, SortedMap<String, String> evidence) {
        Map<FactPath, Value> facts = new TreeMap<>();
        draft.facts().forEach((path, observations) -> {
            Optional<String> source =
                    Optional.ofNullable(draft.evidence().get(path)).map(this::remark);
            for (Observed observed : observations) {
                for (Disclosed disclosed : redactor.disclose(new Address(key, path), observed)) {
                    Value value =
                            tokens.apply(new Address(key, disclosed.path()), Presentable.value(disclosed.value()));
                    facts.merge(disclosed.path(), value, SectionSeal::both);
                    source.ifPresent(
                            text -> evidence.putIfAbsent(disclosed.path().text(), text));
                }
            }
        });
        return Facts.of(facts);
    }

    /** Both values as one: themselves where they agree, else a set. */
    private static Value both(Value left, Value right) {
        if (left.equals(right)) {
            return left;
        }
        List<Value> members = new ArrayList<>();
        for (Value each : List.of(left, right)) {
            members.addAll(each instanceof Value.SetOf set ? set.members() : List.of(each));
        }
        return new Value.SetOf(members);
    }

    /** Subjects are names found on the host, and a name may hold anything. */
    private SectionKey masked(SectionKey key) {
        return new SectionKey(key.probe(), key.subject().map(redactor::message));
    }

    /** The pattern, or all of the section where a secret had to be taken out of it. */
    private AddressPattern pattern(SectionKey key, String below) {
        String decoded = URLDecoder.decode(below.replace("+", "%2B"), StandardCharsets.UTF_8);
        boolean clean = redactor.message(below).equals(below)
                && redactor.message(decoded).equals(decoded);
        String safe = clean ? below : ALL;
        return AddressPattern.parse(key.text() + "/" + safe);
    }

    private List<Uncovered> uncovered(SectionKey key, SectionDraft draft, int subjectsLeftOut) {
        List<Uncovered> uncovered = new ArrayList<>();
        draft.uncovered().forEach((pattern, kind) -> uncovered.add(new Uncovered(pattern(key, pattern), kind.text())));
        String limit = HostAccessException.Kind.TOO_LARGE.text();
        if (draft.leftOut() > 0 && draft.uncovered().get(ALL) != HostAccessException.Kind.TOO_LARGE) {
            uncovered.add(new Uncovered(pattern(key, ALL), limit));
        }
        if (isAboutHost(key) && subjectsLeftOut > 0) {
            uncovered.add(new Uncovered(AddressPattern.parse(key.probe() + "[*]/" + ALL), limit));
        }
        return uncovered;
    }

    private Optional<String> reason(SectionDraft draft, int subjectsLeftOut) {
        List<String> reasons = new ArrayList<>();
        draft.reason().map(this::remark).ifPresent(reasons::add);
        if (draft.leftOut() > 0) {
            reasons.add(draft.leftOut() + " facts left out: limit of "
                    + (draft.cramped() ? SnapshotTaker.MEMORY : "the section"));
        }
        if (subjectsLeftOut > 0) {
            reasons.add("subjects left out: limit of the probe");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", reasons));
    }

    private static boolean isAboutHost(SectionKey key) {
        return key.subject().isEmpty();
    }

    /** A sentence for people, with what is known of secrets taken out of it. */
    String remark(String text) {
        return Presentable.text(redactor.message(text), MAX_REMARK);
    }
}
