package dev.leeway.agent.probe.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The repositories of dnf and yum: sections of {@code .repo} files, named by their id. */
final class DnfRepositories {
    private DnfRepositories() {}

    /** The enabled repositories of one file. */
    static List<Repository> parse(String content, String file) {
        List<Repository> repositories = new ArrayList<>();
        Map<String, String> settings = new HashMap<>();
        String id = "";
        for (String line : content.split("\n", -1)) {
            String text = line.strip();
            if (text.startsWith("[") && text.endsWith("]")) {
                add(repositories, id, settings, file);
                settings.clear();
                id = text.substring(1, text.length() - 1).strip();
            } else if (!text.startsWith("#") && text.indexOf('=') > 0) {
                int equals = text.indexOf('=');
                settings.put(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
            }
        }
        add(repositories, id, settings, file);
        return repositories;
    }

    private static void add(List<Repository> to, String id, Map<String, String> settings, String file) {
        boolean enabled = !settings.getOrDefault("enabled", "1").equals("0");
        if (id.isEmpty() || !enabled) {
            return;
        }
        for (String place : List.of("baseurl", "mirrorlist", "metalink")) {
            String uri = settings.get(place);
            if (uri != null && !uri.isEmpty()) {
                to.add(new Repository("dnf", id, uri, "", file));
                return;
            }
        }
    }
}
