package dev.leeway.collector.judge;

import dev.leeway.collector.compare.ValueGroup;
import dev.leeway.schema.fact.Address;
import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says of facts that are there only where something is wrong what that is: of a certificate that ends nobody wants to hear that it must
 * be removed. What rights them the catalogue knows.
 */
final class FaultWording {
    private static final int FEW = 3;
    /** Up to the day: nobody renews a certificate by the second. */
    private static final int DAY = "2026-11-22".length();

    private static final String LEAF = "leaf";
    /** Begins the key of a file that no setting names. */
    private static final String FILE = "sqlite:";

    private static final List<Fault> FAULTS = List.of(
            new Fault("certificate[*]/store[*]/entry[*]/due[*]", FaultWording::ends),
            new Fault("certificate[*]/store[*]/entry[*]/not-before", FaultWording::begins),
            new Fault(
                    "git[*]/changed",
                    (address, held, place) ->
                            "files of its working copy were changed by hand in " + place + ": " + few(held)),
            new Fault(
                    "git[*]/ahead",
                    (address, held, place) ->
                            "its working copy in " + place + " holds commits that its upstream has not: " + few(held)),
            new Fault(
                    "git[*]/operation",
                    (address, held, place) ->
                            "its working copy in " + place + " was left in the midst of a " + few(held)),
            new Fault("dependency[*]/artefact/dirty", (address, held, place) -> dirty(address, place)),
            new Fault("dependency[*]/artefact[*]/dirty", (address, held, place) -> dirty(address, place)),
            new Fault(
                    "package[*]/compilers",
                    (address, held, place) -> "its image in " + place + " holds compilers: " + few(held)),
            new Fault(
                    "process[*]/debug[*]",
                    (address, held, place) -> "a debugger may attach to it in " + place + ", at " + few(held)),
            new Fault("connection[*]/endpoint[*]/store", FaultWording::store),
            new Fault("config[*]/file[*]/malformed", FaultWording::malformed),
            new Fault(
                    "container[*]/image/tag-moved",
                    (address, held, place) ->
                            "its tag stands for another image by now than the one that runs in " + place));

    private FaultWording() {}

    /** Says what is wrong by an address, what hosts hold there, and the environment. */
    private interface Words {
        String of(Address address, List<Value> held, String place);
    }

    private record Fault(AddressPattern pattern, Words words) {
        Fault(String pattern, Words words) {
            this(AddressPattern.parse(pattern), words);
        }
    }

    /** What is wrong, without whose it is; empty for what is told like any other fact. */
    static Optional<String> told(Address address, List<ValueGroup> groups, String place) {
        String text = address.text();
        for (Fault fault : FAULTS) {
            if (fault.pattern().matches(text)) {
                List<Value> held = groups.stream().map(ValueGroup::value).toList();
                return Optional.of(fault.words().of(address, held, place));
            }
        }
        return Optional.empty();
    }

    /** The values as one reads them, a set by its members; each once, the first few. */
    private static String few(List<Value> held) {
        Set<String> words = new TreeSet<>();
        for (Value value : held) {
            (value instanceof Value.SetOf set ? set.members() : List.of(value))
                    .forEach(member -> words.add(Judge.clear(member) ? Label.of(member) : "one that is withheld"));
        }
        List<String> all = new ArrayList<>(words);
        int more = all.size() - FEW;
        return String.join(", ", more > 0 ? all.subList(0, FEW) : all) + (more > 0 ? " and " + more + " more" : "");
    }

    private static String ends(Address address, List<Value> held, String place) {
        String due = address.path().segments().get(2).key().orElse("");
        String when = days(held);
        return certificate(address)
                + switch (due) {
                    case "expired" -> " ended on " + when + " in " + place;
                    case "under-7-days" -> " ends on " + when + " in " + place + ", within 7 days";
                    default -> " ends on " + when + " in " + place + ", within 30 days";
                };
    }

    private static String begins(Address address, List<Value> held, String place) {
        return certificate(address) + " begins only on " + days(held) + " in " + place;
    }

    private static String certificate(Address address) {
        List<FactPath.Segment> segments = address.path().segments();
        String entry = segments.get(1).key().orElse("");
        return "the certificate " + (entry.equals(LEAF) ? "" : entry + " ") + "in "
                + segments.get(0).key().orElse("");
    }

    private static String days(List<Value> held) {
        return few(held.stream()
                .map(value -> value instanceof Value.Text text && text.text().length() > DAY
                        ? new Value.Text(text.text().substring(0, DAY))
                        : value)
                .toList());
    }

    private static String dirty(Address address, String place) {
        FactPath.Segment artefact = address.path().segments().get(0);
        return artefact.key().map(key -> key + " that " + place + " runs").orElse("what " + place + " runs")
                + " was built with changes that no commit holds";
    }

    private static String store(Address address, List<Value> held, String place) {
        String key = address.path().segments().get(0).key().orElse("");
        String where = held.stream()
                .map(value -> switch (Judge.clear(value) ? value.display() : "") {
                    case "working-directory" -> "in its working directory";
                    case "elsewhere" -> "outside its working directory";
                    case "temporary" -> "in a temporary directory";
                    case "memory" -> "in memory";
                    default -> "at a place that is not told";
                })
                .distinct()
                .sorted()
                .collect(Collectors.joining(" or "));
        return key.startsWith(FILE)
                ? place + " keeps data in the SQLite file " + key.substring(FILE.length()) + ", " + where
                : place + " keeps the data of " + key + " in a database of the process itself, " + where;
    }

    private static String malformed(Address address, List<Value> held, String place) {
        return "the file " + address.path().segments().get(0).key().orElse("") + " cannot be read as what it is in "
                + place + ": " + few(held);
    }
}
