package dev.leeway.collector.judge;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.align.Fleet;
import dev.leeway.collector.compare.FactRow;
import dev.leeway.collector.compare.Likeness;
import dev.leeway.collector.compare.Tally;
import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.collector.compare.ValueLikeness;
import dev.leeway.schema.fact.Presence;
import dev.leeway.schema.fact.Value;
import dev.leeway.schema.policy.Rule;
import dev.leeway.schema.report.Explanation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what two environments have in common, or one has of the other's, where a rule wants them apart. */
final class Sharing {
    private final Environments environments;
    private final LocalNames localNames;
    private final ContainerNames containers;
    private final Wording wording;

    Sharing(Fleet fleet, Wording wording) {
        this.environments = fleet.environments();
        this.localNames = new LocalNames(environments);
        this.containers = new ContainerNames(fleet);
        this.wording = wording;
    }

    /** What is to be said of that, empty where there is nothing. */
    Optional<Explanation> of(FactRow row, Rule rule, int one, int other) {
        Tally earlier = row.tally(one).orElseThrow();
        Tally later = row.tally(other).orElseThrow();
        return shared(row, rule, one, earlier, other, later)
                .map(group -> wording.shared(row, one, other, group, rule))
                .or(() -> Crossing.of(
                                environments,
                                earlier,
                                later,
                                one,
                                other,
                                (environment, group) ->
                                        value -> localNames.isLocal(value, rule, near(row, rule, environment, group)))
                        .map(crossing -> wording.crossed(row, one, other, crossing, rule)));
    }

    /** By raw value, on any host: one development host that reaches production is one too many. */
    private Optional<ValueGroup> shared(FactRow row, Rule rule, int one, Tally earlier, int other, Tally later) {
        CommonGround ground = new CommonGround(later.groups());
        for (ValueGroup left : earlier.groups()) {
            for (ValueGroup right : ground.with(left.value())) {
                // What one side alone has for itself the other may well have from there.
                Predicate<Value> local = value -> localNames.isLocal(
                        value, rule, near(row, rule, one, left).and(near(row, rule, other, right)));
                boolean same = ValueLikeness.of(left.value(), right.value()) == Likeness.SAME
                        || haveOneInCommon(left.value(), right.value(), local);
                if (same && !isEmptySecret(left.value()) && !local.test(left.value())) {
                    return Optional.of(left);
                }
            }
        }
        return Optional.empty();
    }

    /** Of several servers or keys one that both name is one too many. */
    private static boolean haveOneInCommon(Value one, Value other, Predicate<Value> local) {
        List<Value> left = members(one);
        List<Value> right = members(other);
        return left.size() + right.size() > 2
                && left.stream()
                        .anyMatch(each -> each instanceof Value.Secret
                                ? !isEmptySecret(each)
                                        && right.stream()
                                                .anyMatch(member -> ValueLikeness.of(each, member) == Likeness.SAME)
                                : each instanceof Value.Text && right.contains(each) && !local.test(each));
    }

    private static List<Value> members(Value value) {
        if (value instanceof Value.ListOf list) {
            return list.members();
        }
        return value instanceof Value.SetOf set ? set.members() : List.of(value);
    }

    /** Whether each host of the group has a container of its own that answers the service by a name. */
    private Predicate<String> near(FactRow row, Rule rule, int environment, ValueGroup group) {
        Optional<String> service = row.group().key().subject();
        return service.isPresent() && namesServers(row, rule)
                ? name -> containers.answer(environment, group.hosts(), service.get(), name)
                : Sharing::nowhere;
    }

    /** A word that is no server's name may be that of a container by chance: a bucket is called as the service is. */
    private static boolean namesServers(FactRow row, Rule rule) {
        String path = row.path();
        String aspect = path.substring(path.lastIndexOf('/') + 1);
        boolean said = aspect.equals("host") || aspect.equals("target");
        return said
                || (rule.origin().shipped() && !path.toUpperCase(Locale.ROOT).contains("BUCKET"));
    }

    private static boolean isEmptySecret(Value value) {
        return value instanceof Value.Secret secret && secret.presence() == Presence.EMPTY;
    }

    private static boolean nowhere(String name) {
        return false;
    }
}
