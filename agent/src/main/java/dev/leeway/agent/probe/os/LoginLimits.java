package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Limits given to sessions at login: {@code limits.conf} and its drop-ins, the later file winning. */
final class LoginLimits implements Aspect {
    private static final String ALL = "limits/login[*]/**";
    private static final String DIRECTORY = "/etc/security/limits.d";
    private static final int MAX_BYTES = 256 * 1024;
    private static final Set<String> TYPES = Set.of("soft", "hard", "-");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        List<String> files = new ArrayList<>(List.of("/etc/security/limits.conf"));
        files.addAll(ConfigurationLayers.dropIns(reading, List.of(DIRECTORY), ALL));
        Map<FactPath, String> values = new TreeMap<>();
        Map<FactPath, String> origins = new TreeMap<>();
        for (String path : files) {
            reading.text(path, MAX_BYTES, ALL)
                    .ifPresent(text -> entries(text).forEach((fact, value) -> {
                        values.put(fact, value);
                        origins.put(fact, path);
                    }));
        }
        values.forEach((fact, value) -> section.fact(fact, Observed.text(value), String.valueOf(origins.get(fact))));
    }

    /** Lines {@code domain type item value}; the domain {@code *}, which pam calls the default, is named so here. */
    static Map<FactPath, String> entries(String text) {
        Map<FactPath, String> entries = new TreeMap<>();
        text.lines().map(line -> line.split("#", 2)[0].strip()).forEach(line -> {
            List<String> words = Words.of(line);
            if (words.size() == 4 && TYPES.contains(words.get(1))) {
                FactPath domain =
                        new FactPath("limits").child("login", words.get(0).equals("*") ? "default" : words.get(0));
                for (String type : words.get(1).equals("-") ? List.of("soft", "hard") : List.of(words.get(1))) {
                    entries.put(domain.child(words.get(2)).child(type), words.get(3));
                }
            }
        });
        return entries;
    }
}
