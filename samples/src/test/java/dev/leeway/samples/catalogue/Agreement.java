package dev.leeway.samples.catalogue;

import dev.leeway.schema.json.FormatException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedSet;
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
        SortedSet<Library> same,
        SortedSet<Library> otherGroup,
        SortedSet<Library> onlyOurs,
        SortedSet<Library> onlyTheirs) {

    public static void main(String[] arguments) throws IOException, FormatException {
        PrintStream out = System.out;
        SortedSet<Library> ours = Inventories.ofSnapshot(Path.of(arguments[1]));
        SortedSet<Library> theirs = Inventories.ofBill(Path.of(arguments[2]));
        Agreement agreement = of(ours, theirs);
        if (arguments.length > 3) {
            out.print(agreement.details(theirs));
        } else {
            out.printf("| %s | %d | %d | %s |%n", arguments[0], ours.size(), theirs.size(), agreement.counts());
        }
    }

    /** Holds two inventories against each other. */
    static Agreement of(SortedSet<Library> ours, SortedSet<Library> theirs) {
        SortedSet<Library> same = new TreeSet<>(ours);
        same.retainAll(theirs);
        SortedSet<Library> onlyOurs = without(ours, same);
        SortedSet<Library> onlyTheirs = without(theirs, same);
        Collection<Library> names = ungrouped(onlyTheirs);
        SortedSet<Library> otherGroup = onlyOurs.stream()
                .filter(each -> names.contains(each.ungrouped()))
                .collect(Collectors.toCollection(TreeSet::new));
        Collection<Library> paired = ungrouped(otherGroup);
        onlyOurs.removeAll(otherGroup);
        onlyTheirs.removeIf(each -> paired.contains(each.ungrouped()));
        return new Agreement(same, otherGroup, onlyOurs, onlyTheirs);
    }

    private static SortedSet<Library> without(SortedSet<Library> all, SortedSet<Library> some) {
        SortedSet<Library> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static SortedSet<Library> ungrouped(SortedSet<Library> libraries) {
        return libraries.stream().map(Library::ungrouped).collect(Collectors.toCollection(TreeSet::new));
    }

    private String counts() {
        return same.size() + " | " + otherGroup.size() + " | " + onlyOurs.size() + " | " + onlyTheirs.size();
    }

    private String details(SortedSet<Library> theirs) {
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
