package dev.leeway.samples.catalogue;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Holds a snapshot against a CycloneDX document of the same files: {@code Agreement NAME SNAPSHOT DOCUMENT [details]}.
 *
 * <p>Prints one row of the table in {@code docs/catalogue.md}, or with {@code details} every difference.
 *
 * @param same libraries that both tell alike
 * @param otherGroup of name and version alike, told by Leeway with another group than by the peer, or with none
 * @param onlyOurs told by Leeway alone
 * @param onlyTheirs told by the peer alone
 */
record Agreement(
        NavigableSet<Library> same,
        NavigableSet<Library> otherGroup,
        NavigableSet<Library> onlyOurs,
        NavigableSet<Library> onlyTheirs) {

    public static void main(String[] arguments) throws IOException, FormatException {
        PrintStream out = System.out;
        NavigableSet<Library> ours = Inventories.ofSnapshot(Path.of(arguments[1]));
        NavigableSet<Library> theirs = Inventories.ofBill(Path.of(arguments[2]));
        Agreement agreement = of(ours, theirs);
        if (arguments.length > 3) {
            out.print(agreement.details(theirs));
        } else {
            out.printf("| %s | %d | %d | %s |%n", arguments[0], ours.size(), theirs.size(), agreement.counts());
        }
    }

    /** Holds two inventories against each other. */
    static Agreement of(NavigableSet<Library> ours, NavigableSet<Library> theirs) {
        NavigableSet<Library> same = new TreeSet<>(ours);
        same.retainAll(theirs);
        NavigableSet<Library> onlyOurs = without(ours, same);
        NavigableSet<Library> onlyTheirs = without(theirs, same);
        Collection<Library> names = ungrouped(onlyTheirs);
        NavigableSet<Library> otherGroup = onlyOurs.stream()
                .filter(each -> names.contains(each.ungrouped()))
                .collect(Collectors.toCollection(TreeSet::new));
        Collection<Library> paired = ungrouped(otherGroup);
        onlyOurs.removeAll(otherGroup);
        onlyTheirs.removeIf(each -> paired.contains(each.ungrouped()));
        return new Agreement(same, otherGroup, onlyOurs, onlyTheirs);
    }

    private static NavigableSet<Library> without(NavigableSet<Library> all, NavigableSet<Library> some) {
        NavigableSet<Library> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static NavigableSet<Library> ungrouped(NavigableSet<Library> libraries) {
        return libraries.stream().map(Library::ungrouped).collect(Collectors.toCollection(TreeSet::new));
    }

    private String counts() {
        return same.size() + " | " + otherGroup.size() + " | " + onlyOurs.size() + " | " + onlyTheirs.size();
    }

    private String details(NavigableSet<Library> theirs) {
        StringBuilder text = new StringBuilder();
        otherGroup.forEach(each -> text.append("group  ")
                .append(each)
                .append("  for  ")
                .append(theirs.stream()
                        .filter(other -> other.ungrouped().equals(each.ungrouped()))
                        .map(Library::toString)
                        .collect(Collectors.joining(", ")))
                .append('\n'));
        onlyOurs.forEach(each -> text.append("ours   ").append(each).append('\n'));
        onlyTheirs.forEach(each -> text.append("theirs ").append(each).append('\n'));
        return text.toString();
    }
}
