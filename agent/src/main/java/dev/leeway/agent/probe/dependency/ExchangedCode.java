package dev.leeway.agent.probe.dependency;

import dev.leeway.agent.format.MapsText.Mapped;
import dev.leeway.agent.probe.dependency.found.Survey;
import dev.leeway.agent.probe.dependency.python.Distribution;
import dev.leeway.agent.probe.dependency.python.FileList;
import dev.leeway.agent.probe.dependency.python.StashedName;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Native code of Python that was deleted or exchanged on disk while processes have it in use, and whose it was. */
final class ExchangedCode {
    private static final Pattern NATIVE_CODE = Pattern.compile(".*\\.so(?:\\.[^/]*)?");
    private static final Pattern PACKAGED = Pattern.compile("(.*/(?:site|dist)-packages)/([^/.].*)");

    /** The files in use, as they lay below a directory on the path, with that directory. */
    private final SortedMap<String, String> files = new TreeMap<>();

    /**
     * Whose it was.
     *
     * @param certain distributions, each with one file of it
     * @param perhaps distributions of which one at least was exchanged, and nobody knows which
     * @param unclaimed names it is imported under that are no one distribution's
     */
    record Owners(SortedMap<String, String> certain, SortedSet<String> perhaps, SortedSet<String> unclaimed) {}

    /** Takes what one process has in use, of {@code mapped} what is {@code exchanged}. */
    void look(Collection<Mapped> mapped, Predicate<Mapped> exchanged) {
        for (Mapped each : mapped) {
            Matcher packaged = PACKAGED.matcher(each.path());
            if (NATIVE_CODE.matcher(each.path()).matches() && packaged.matches() && exchanged.test(each)) {
                files.put(packaged.group(2), packaged.group(1));
            }
        }
    }

    /** Finds the distributions whose lists have the files, or else others under the same name. */
    Owners among(Survey survey, List<Distribution> distributions) {
        Map<String, SortedSet<String>> holders = new TreeMap<>();
        Map<String, SortedSet<String>> namesakes = new TreeMap<>();
        for (Distribution each : files.isEmpty() ? List.<Distribution>of() : distributions) {
            List<String> listed = FileList.paths(survey, each);
            List<String> names =
                    listed.stream().map(FileList::topName).distinct().toList();
            for (String file : files.keySet()) {
                String name = FileList.topName(file);
                if (names.stream().anyMatch(top -> StashedName.was(name, top))) {
                    note(namesakes, file, each);
                    if (listed.stream().anyMatch(path -> StashedName.wasPath(file, path))) {
                        note(holders, file, each);
                    }
                }
            }
        }
        Owners owners = new Owners(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
        files.forEach((file, site) -> {
            SortedSet<String> whose = holders.getOrDefault(file, namesakes.getOrDefault(file, new TreeSet<>()));
            if (whose.size() == 1) {
                owners.certain().putIfAbsent(whose.first(), file);
            } else {
                owners.perhaps().addAll(whose);
                owners.unclaimed().add(name(survey, site, FileList.topName(file)));
            }
        });
        owners.perhaps().removeAll(owners.certain().keySet());
        return owners;
    }

    private static void note(Map<String, SortedSet<String>> owners, String file, Distribution owner) {
        owners.computeIfAbsent(file, each -> new TreeSet<>()).add(owner.name());
    }

    /** The name before pip changed it, where one name alone in the directory could have been it. */
    private static String name(Survey survey, String site, String name) {
        if (!StashedName.is(name)) {
            return name;
        }
        List<String> before = survey.names(site).stream()
                .filter(each -> !StashedName.is(each))
                .map(FileList::topName)
                .filter(each -> StashedName.was(name, each))
                .distinct()
                .toList();
        return before.size() == 1 ? before.get(0) : name;
    }
}
