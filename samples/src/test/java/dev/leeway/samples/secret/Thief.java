package dev.leeway.samples.secret;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries a list of words against everything in stolen stores that could be a hash. Each word is hashed once in each way, for all of the stores together: what
 * is stored is looked up by that, never gone through. To be run in a process of its own, which may compile its loops as well as Java can.
 */
public final class Thief {
    private static final Pattern NAME = Pattern.compile("\"([A-Z][A-Z0-9_]{2,40})\"");
    private static final int SEED = 20_261_122;
    private static final int MOST_NAMES = 400;

    /**
     * How long the list is.
     *
     * @param step of the words
     * @param mutations of each of them
     * @param numbers how far apart
     * @param named of how many words those are that are tried with every name as a salt too
     */
    record Effort(int step, int mutations, int numbers, int named) {
        static Effort of(String scale) {
            return switch (scale) {
                case "full" -> new Effort(1, 50, 10, 40_000);
                case "slow" -> new Effort(1, 10, 1_000, 12_000);
                default -> new Effort(40, 1, 50_000, 100);
            };
        }
    }

    private final List<StoredHashes> stores;
    private final List<Recipe> general;
    private final List<Recipe> named = new ArrayList<>();
    private final List<Set<String>> found = new ArrayList<>();
    private long words;

    private Thief(List<List<byte[]>> stolen, List<String> salts) throws GeneralSecurityException {
        this.stores = stolen.stream().map(StoredHashes::new).toList();
        this.general = Recipe.general(salts);
        TreeSet<String> names = new TreeSet<>();
        for (List<byte[]> store : stolen) {
            found.add(new TreeSet<>());
            for (byte[] piece : store) {
                Matcher each = NAME.matcher(new String(piece, StandardCharsets.ISO_8859_1));
                while (each.find() && names.size() < MOST_NAMES) {
                    names.add(each.group(1));
                }
            }
        }
        for (String name : names) {
            named.addAll(Recipe.named(name, salts));
        }
    }

    private void guess(String word) {
        words++;
        look(word, general);
    }

    private void look(String word, List<Recipe> recipes) {
        byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
        for (Recipe each : recipes) {
            byte[] hash = each.hash().apply(bytes);
            for (int i = 0; i < stores.size(); i++) {
                if (stores.get(i).hold(hash)) {
                    found.get(i).add(each.name() + "\t" + word);
                }
            }
        }
    }

    private void rob(Effort effort, List<String> near) {
        Random random = new Random(SEED);
        WordLists.words(effort.step(), word -> {
            guess(word);
            WordLists.mutated(word, effort.mutations(), random, this::guess);
        });
        WordLists.numbers(effort.numbers(), this::guess);
        for (String before : List.of("lwp_", "lwj_", "lwa_")) {
            WordLists.words(effort.step() * 10, word -> guess(before + word));
        }
        for (int i = 0; i < near.size(); i++) {
            if (effort.mutations() > 1 || i % 100 == 0) {
                WordLists.neighbours(near.get(i), this::guess);
            } else {
                guess(near.get(i));
            }
        }
        List<String> usual = new ArrayList<>(near);
        WordLists.words(1 + 192_000 / effort.named(), usual::add);
        usual.forEach(word -> look(word, named));
    }

    /**
     * Robs, and prints what was found, a line for each: the store's number, the recipe, the word; and how many words were tried, in how many
     * ways, against how much.
     *
     * @param args how long to try; a file of words that stand on the list whatever else does; a folder to work in; salts, and after
     *     {@code --} the stolen folders
     */
    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        int divider = all.indexOf("--");
        List<List<byte[]>> stolen = new ArrayList<>();
        for (String folder : all.subList(divider + 1, all.size())) {
            stolen.add(Loot.of(Path.of(folder), Path.of(args[2])));
        }
        Thief thief = new Thief(stolen, all.subList(3, divider));
        thief.rob(Effort.of(args[0]), Files.readAllLines(Path.of(args[1])));
        for (int i = 0; i < stolen.size(); i++) {
            for (String each : thief.found.get(i)) {
                System.out.println("found\t" + i + "\t" + each);
            }
            System.out.println("stored\t" + i + "\t" + thief.stores.get(i).size());
        }
        System.out.println("words\t" + thief.words + "\t" + thief.general.size() + "\t" + thief.named.size());
    }
}
