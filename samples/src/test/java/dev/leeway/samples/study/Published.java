package dev.leeway.samples.study;

import dev.leeway.samples.program.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page that says of each pair what became of it: read by the study, and written by it where golden files are. */
final class Published {
    static final boolean UPDATE = Boolean.getBoolean("golden.update");
    static final List<String> GROUNDS = List.of("hosts", "databases", "containers");

    private static final Path PAGE = Program.REPOSITORY.resolve("docs/noise.md");
    private static final Path LOG = Program.REPOSITORY.resolve("samples/target/noise-study.txt");
    private static final Pattern MADE = Pattern.compile("(?s)(<!-- made: (\\w+) -->\n).*?(<!-- end -->)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.+?) \\| (.+?) \\|$");
    private static final Pattern CHOSEN = Pattern.compile(System.getProperty("study", ".*"));
    private static final SortedMap<String, String> FOUND = new TreeMap<>();

    private Published() {}

    /** Those that the property {@code study} names by an expression that their group and name match in part. */
    static List<Pair> chosen(List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> CHOSEN.matcher(pair.toString()).find())
                .toList();
    }

    /** All pairs by their ground. */
    static Map<String, List<Pair>> all() throws IOException {
        Map<String, List<Pair>> all = new LinkedHashMap<>();
        for (String ground : GROUNDS) {
            all.put(ground, Pairs.of(ground));
        }
        return all;
    }

    /** Keeps a verdict for the page, and with what was told first for whoever looks into it. */
    static synchronized void remember(Finding finding) throws IOException {
        FOUND.put(finding.pair().toString(), finding.verdict());
        Files.writeString(
                LOG,
                "STUDY %s | %s | %s | %d | %s%n"
                        .formatted(
                                finding.right(), finding.pair(), finding.verdict(), finding.causes(), finding.detail()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** What the page says became of each pair, by its group and name. */
    static SortedMap<String, String> verdicts() throws IOException {
        SortedMap<String, String> verdicts = new TreeMap<>();
        String group = "";
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("### ")) {
                group = line.substring(4);
            } else if (row.matches() && !group.isEmpty() && !row.group(1).equals("pair")) {
                verdicts.put(group + ": " + row.group(1), row.group(3));
            }
        }
        return verdicts;
    }

    /** What the page says of one pair. */
    static String verdict(Pair pair) throws IOException {
        return verdicts().getOrDefault(pair.toString(), "not published");
    }

    /** Writes what was found, and keeps what was not looked at. */
    static synchronized void write() {
        try {
            SortedMap<String, String> verdicts = verdicts();
            verdicts.putAll(FOUND);
            String page = Files.readString(PAGE);
            Map<String, String> made = new TreeMap<>();
            for (Map.Entry<String, List<Pair>> ground : all().entrySet()) {
                made.put(ground.getKey(), tables(ground.getValue(), verdicts));
            }
            made.put("totals", totals(verdicts));
            Files.writeString(
                    PAGE,
                    MADE.matcher(page)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    found.group(1) + made.getOrDefault(found.group(2), "") + found.group(3))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tables(List<Pair> pairs, SortedMap<String, String> verdicts) {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (Pair pair : pairs) {
            if (!pair.group().equals(group)) {
                group = pair.group();
                text.append("\n### ").append(group).append("\n\n| pair | must be | is |\n|---|---|---|\n");
            }
            text.append("| %s | %s | %s |\n"
                    .formatted(pair.name(), wanted(pair), verdicts.getOrDefault(pair.toString(), "not run")));
        }
        return text.append('\n').toString();
    }

    /** What must become of a pair, in a word. */
    static String wanted(Pair pair) {
        return pair.expected()
                .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .orElse("silent");
    }

    /** The table of totals. */
    static String totals(SortedMap<String, String> verdicts) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("| ground | must be silent | false alarms | must be told | missed or not first |");
        lines.add("|---|---|---|---|---|");
        int[] sums = new int[4];
        for (Map.Entry<String, List<Pair>> ground : all().entrySet()) {
            int[] counts = new int[4];
            for (Pair pair : ground.getValue()) {
                boolean right = verdicts.getOrDefault(pair.toString(), "not run")
                        .equals(pair.silent() ? Finding.SILENT : Finding.FIRST);
                counts[pair.silent() ? 0 : 2]++;
                counts[pair.silent() ? 1 : 3] += right ? 0 : 1;
            }
            for (int i = 0; i < counts.length; i++) {
                sums[i] += counts[i];
            }
            lines.add(row(ground.getKey(), counts));
        }
        lines.add(row("**all**", sums));
        return String.join("\n", lines) + "\n";
    }

    private static String row(String name, int[] counts) {
        return "| %s | %d | %d | %d | %d |".formatted(name, counts[0], counts[1], counts[2], counts[3]);
    }
}
