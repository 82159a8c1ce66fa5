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
import java.util.TreeMap;

/** Kernel settings as the files say they shall be after the next start; of those chosen, and no others. */
final class ConfiguredSysctls implements Aspect {
    private static final String ALL = "sysctl[*]/configured";
    private static final int MAX_BYTES = 256 * 1024;
    private static final String SYSCTL_CONF = "/etc/sysctl.conf";
    private static final List<String> DIRECTORIES =
            List.of("/etc/sysctl.d", "/run/sysctl.d", "/usr/local/lib/sysctl.d", "/usr/lib/sysctl.d", "/lib/sysctl.d");

    /** One setting, and the file it is from. */
    record Setting(String value, String evidence) {}

    @Override
    public void observe(HostView host, SectionRecorder section) {
        settings(new Reading(host.files(), section), ALL)
                .forEach((name, setting) -> section.fact(
                        FactPath.of("sysctl", name).child("configured"),
                        Observed.text(setting.value()),
                        setting.evidence()));
    }

    /** What the files come to, by name; {@code pattern} is uncovered when one of them cannot be read. */
    static Map<String, Setting> settings(Reading reading, String pattern) {
        List<String> files = new ArrayList<>(ConfigurationLayers.dropIns(reading, DIRECTORIES, pattern));
        files.add(SYSCTL_CONF);
        Map<String, Setting> settings = new TreeMap<>();
        for (String path : files) {
            reading.text(path, MAX_BYTES, pattern)
                    .ifPresent(text ->
                            assignments(text).forEach((name, value) -> settings.put(name, new Setting(value, path))));
        }
        return settings;
    }

    /** Lines {@code name = value}; a minus before the name only hides errors. */
    static Map<String, String> assignments(String text) {
        Map<String, String> assignments = new TreeMap<>();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                String written = line.substring(line.startsWith("-") ? 1 : 0, equals);
                String name = Sysctls.name(written.strip());
                String value = Words.evenly(line.substring(equals + 1));
                if (Sysctls.chosen(name) && !value.isEmpty()) {
                    assignments.put(name, value);
                }
            }
        }
        return assignments;
    }
}
