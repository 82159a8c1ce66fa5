package dev.leeway.collector.server.api;

import dev.leeway.collector.identity.AuditAction;
import dev.leeway.collector.identity.AuditDraft;
import dev.leeway.collector.identity.OutsideAnswer;
import dev.leeway.collector.identity.Registry;
import dev.leeway.collector.identity.Role;
import dev.leeway.collector.selector.Selector;
import dev.leeway.collector.selector.SelectorException;
import dev.leeway.collector.selector.SelectorText;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.store.Selection;
import dev.leeway.collector.store.SnapshotStore;
import dev.leeway.collector.store.StoreException;
import dev.leeway.collector.store.StoredBaseline;
import dev.leeway.collector.store.StoredSnapshot;
import dev.leeway.schema.json.JsonMembers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Baselines: snapshots that are kept under a name. */
public final class BaselinesApi {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final SnapshotStore store;
    private final Registry registry;
    private final Clock clock;

    /** Over a store, told to the audit log of a registry. */
    public BaselinesApi(SnapshotStore store, Registry registry, Clock clock) {
        this.store = store;
        this.registry = registry;
        this.clock = clock;
    }

    /** Those of which the caller may see every environment. */
    public Answer all(Call call, Caller caller) throws StoreException {
        List<StoredBaseline> shown = new ArrayList<>();
        for (StoredBaseline baseline : store.baselines()) {
            if (permits(store.baseline(baseline.name()).orElse(List.of()), caller::reads)) {
                shown.add(baseline);
            }
        }
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.objects(
                                "baselines",
                                shown,
                                (each, baseline) -> each.text("name", baseline.name())
                                        .text("madeAt", baseline.madeAt().toString())
                                        .text("selector", baseline.selector())
                                        .number("snapshots", Integer.toString(baseline.snapshots())))));
    }

    /** The snapshots of one. */
    public Answer one(Call call, Caller caller) throws RefusedException, StoreException {
        List<StoredSnapshot> snapshots = seen(call, caller);
        return Answer.json(
                200,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("name", call.variable("name"))
                                .objects("snapshots", snapshots, HostsApi::snapshot)));
    }

    /** Keeps what a selector names. */
    public Answer keep(Call call, Caller caller) throws RefusedException, StoreException {
        String name = call.variable("name");
        if (!NAME.matcher(name).matches()) {
            throw Problems.malformed(
                    "a baseline is named by letters, digits, dots, dashes and underscores", "name it as release-41");
        }
        String text = Body.of(call, Set.of("selector")).needed("selector");
        List<StoredSnapshot> snapshots = selected(text, caller);
        if (!permits(snapshots, caller::operates)) {
            throw Problems.forbidden(
                    "not every environment of it is yours to keep",
                    OutsideAnswer.permission(Role.OPERATOR, Set.of()).next());
        }
        if (store.baseline(name).isPresent()) {
            throw Problems.conflicting("there is a baseline of that name", "choose another, or remove it first");
        }
        store.keep(name, text, snapshots);
        registry.record(List.of(new AuditDraft(caller.name(), AuditAction.BASELINE_CHANGED, name, "kept " + text)));
        return Answer.json(
                201,
                out -> JsonMembers.object(
                        out,
                        members -> members.text("name", name).number("snapshots", Integer.toString(snapshots.size()))));
    }

    /** Removes one; its snapshots stay until they are pruned. */
    public Answer remove(Call call, Caller caller) throws RefusedException, StoreException {
        List<StoredSnapshot> snapshots = seen(call, caller);
        if (!permits(snapshots, caller::operates)) {
            throw Problems.forbidden(
                    "not every environment of it is yours to change",
                    OutsideAnswer.permission(Role.OPERATOR, Set.of()).next());
        }
        store.remove(call.variable("name"));
        registry.record(
                List.of(new AuditDraft(caller.name(), AuditAction.BASELINE_CHANGED, call.variable("name"), "removed")));
        return Answer.done();
    }

    private List<StoredSnapshot> seen(Call call, Caller caller) throws RefusedException, StoreException {
        Optional<List<StoredSnapshot>> snapshots = store.baseline(call.variable("name"));
        if (snapshots.isEmpty() || !permits(snapshots.get(), caller::reads)) {
            throw Problems.absent("no such baseline that you may see");
        }
        return snapshots.get();
    }

    private List<StoredSnapshot> selected(String text, Caller caller) throws RefusedException {
        try {
            Selector selector = SelectorText.parse(text, clock.instant());
            List<StoredSnapshot> found =
                    Selection.of(selector, store, name -> name).snapshots();
            if (permits(found, caller::reads)) {
                return found;
            }
        } catch (SelectorException e) {
            throw Problems.malformed("selector: " + e.getMessage(), "write it as prod or prod/web-01~3");
        } catch (StoreException e) {
            // Names of what there is are not for everybody.
            throw Problems.absent("the selector names no snapshots that you may see");
        }
        throw Problems.absent("the selector names no snapshots that you may see");
    }

    private static boolean permits(List<StoredSnapshot> snapshots, Predicate<String> permitted) {
        return snapshots.stream().map(each -> each.host().environment()).allMatch(permitted);
    }
}
