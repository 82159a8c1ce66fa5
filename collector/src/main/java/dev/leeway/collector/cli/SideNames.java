package dev.leeway.collector.cli;

import dev.leeway.collector.align.Environments;
import dev.leeway.collector.sbom.BillReader;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.policy.Policy;
import dev.leeway.schema.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the sides of a comparison are called. A side is called by its environment, unless another side is of the same one
 * or it has none: then by its host, or, where that does not tell them apart, by its file, with as much of the path as it
 * takes. Such a name is no environment of
 * the policy, so it has no place in the order of promotion.
 */
final class SideNames {
    private final Policy policy;
    private final List<Unnamed> sides;

    private SideNames(Policy policy, List<Unnamed> sides) {
        this.policy = policy;
        this.sides = sides;
    }

    /**
     * A side before it has a name.
     *
     * @param argument as typed
     * @param environment the canonical one of all its snapshots, where they name one
     * @param snapshots one for each host
     */
    record Unnamed(String argument, Optional<String> environment, List<Snapshot> snapshots) {}

    /** One name for each of {@code sides}, in their order, no two the same. */
    static List<String> of(Policy policy, List<Unnamed> sides) {
        return new SideNames(policy, sides).names();
    }

    private List<String> names() {
        List<List<String>> candidates = new ArrayList<>();
        for (Unnamed side : sides) {
            candidates.add(candidates(side));
        }
        int[] choice = new int[sides.size()];
        List<String> names = chosen(candidates, choice);
        int most = candidates.stream().mapToInt(List::size).max().orElse(0);
        for (int round = 0; round < most; round++) {
            for (int i = 0; i < choice.length; i++) {
                if (Collections.frequency(names, names.get(i)) > 1) {
                    choice[i]++;
                }
            }
            names = chosen(candidates, choice);
        }
        return numbered(names);
    }

    private static List<String> chosen(List<List<String>> candidates, int[] choice) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < choice.length; i++) {
            List<String> own = candidates.get(i);
            names.add(own.get(Math.min(choice[i], own.size() - 1)));
        }
        return names;
    }

    /** Names to try, the best first; the argument itself is always the last. */
    private List<String> candidates(Unnamed side) {
        List<String> names = new ArrayList<>();
        side.environment().ifPresent(names::add);
        if (side.snapshots().size() == 1 && !isBill(side.snapshots().get(0))) {
            addUnlessListed(names, side.snapshots().get(0).host().name());
        }
        tails(side.argument()).forEach(tail -> addUnlessListed(names, tail));
        names.add(listed(side.argument()) ? "./" + side.argument() : side.argument());
        return names;
    }

    /** What a bill of materials is about is called alike on all sides: only its file tells it apart. */
    private static boolean isBill(Snapshot snapshot) {
        return snapshot.host().labels().containsKey(BillReader.SOURCE);
    }

    private void addUnlessListed(List<String> names, String name) {
        if (!name.isEmpty() && !listed(name)) {
            names.add(name);
        }
    }

    private boolean listed(String name) {
        String canonical = Environments.canonical(policy, name);
        for (Environment environment : policy.environments()) {
            if (environment.name().equals(canonical)) {
                return true;
            }
        }
        return false;
    }

    /** The end of {@code argument}, the shortest first: {@code prod}, {@code environments/prod}, and so on. */
    private static List<String> tails(String argument) {
        String path = argument.equals("-") ? "standard input" : withoutEnding(argument);
        List<String> tails = new ArrayList<>();
        for (int slash = path.lastIndexOf('/'); slash >= 0; slash = path.lastIndexOf('/', slash - 1)) {
            tails.add(path.substring(slash + 1));
        }
        tails.add(path);
        return tails;
    }

    private static String withoutEnding(String argument) {
        String path = argument;
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        for (String ending : new String[] {".gz", ".zst", ".json", ".cdx"}) {
            if (path.endsWith(ending)) {
                path = path.substring(0, path.length() - ending.length());
            }
        }
        return path;
    }

    /** The same file given twice is still two sides. */
    private static List<String> numbered(List<String> names) {
        List<String> numbered = new ArrayList<>();
        for (String name : names) {
            String unique = name;
            for (int copy = 2; numbered.contains(unique); copy++) {
                unique = name + " (" + copy + ")";
            }
            numbered.add(unique);
        }
        return numbered;
    }
}
