package dev.leeway.agent.probe.packages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** APT's lists of sources, in the one-line form and in paragraphs (deb822). */
final class AptSources {
    private AptSources() {}

    /** The enabled binary sources of a {@code .list} file. */
    static List<Repository> lines(String content, String file) {
        List<Repository> repositories = new ArrayList<>();
        for (String line : content.split("\n", -1)) {
            String text = line.replaceFirst("#.*", "")
                    .replaceFirst("\\[[^\\]]*\\]", "")
                    .strip();
            String[] fields = text.split("\\s+");
            if (fields.length >= 3 && fields[0].equals("deb")) {
                String parts = String.join(" ", List.of(fields).subList(3, fields.length));
                add(repositories, fields[1], fields[2], parts, file);
            }
        }
        return repositories;
    }

    /** The enabled binary sources of a {@code .sources} file. */
    static List<Repository> paragraphs(String content, String file) {
        List<Repository> repositories = new ArrayList<>();
        Map<String, String> paragraph = new LinkedHashMap<>();
        String field = "";
        for (String line : (content + "\n\n").split("\n", -1)) {
            if (line.isBlank()) {
                addParagraph(repositories, paragraph, file);
                paragraph.clear();
            } else if (Character.isWhitespace(line.charAt(0))) {
                String rest = line.strip();
                paragraph.computeIfPresent(field, (name, value) -> value + " " + rest);
            } else if (line.charAt(0) != '#' && line.indexOf(':') > 0) {
                int colon = line.indexOf(':');
                field = line.substring(0, colon).toLowerCase(Locale.ROOT);
                paragraph.put(field, line.substring(colon + 1).strip());
            }
        }
        return repositories;
    }

    private static void addParagraph(List<Repository> repositories, Map<String, String> paragraph, String file) {
        boolean enabled = !paragraph.getOrDefault("enabled", "yes").equals("no");
        boolean binary =
                List.of(paragraph.getOrDefault("types", "").split("\\s+")).contains("deb");
        if (!enabled || !binary) {
            return;
        }
        for (String uri : paragraph.getOrDefault("uris", "").split("\\s+")) {
            for (String suite : paragraph.getOrDefault("suites", "").split("\\s+")) {
                add(repositories, uri, suite, paragraph.getOrDefault("components", ""), file);
            }
        }
    }

    private static void add(List<Repository> to, String uri, String suite, String parts, String file) {
        if (uri.isEmpty() || suite.isEmpty()) {
            return;
        }
        Repository.hostOf(uri)
                .ifPresent(host -> to.add(new Repository("apt", host + "/" + suite, uri, parts.strip(), file)));
    }
}
