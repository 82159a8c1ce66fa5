package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.IniAssignments;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What systemd gives every service that does not say otherwise: {@code system.conf} and its drop-ins. */
final class InitDefaults implements Aspect {
    private static final String ALL = "init/default[*]";
    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern SETTING = Pattern.compile(
            "DefaultLimit[A-Z]+|DefaultTasksMax|DefaultTimeout(?:Start|Stop|Abort)Sec|DefaultStartLimit(?:Burst|IntervalSec)"
                    + "|DefaultRestartSec|DefaultOOMPolicy|DefaultMemoryAccounting|DefaultCPUAccounting"
                    + "|CPUAffinity|NUMAPolicy|DefaultStandard(?:Output|Error)");

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        Map<String, String> values = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        for (String path : ConfigurationLayers.systemd(reading, "system.conf", ALL)) {
            reading.text(path, MAX_BYTES, ALL)
                    .ifPresent(text -> IniAssignments.read(text, "Manager").forEach((name, value) -> {
                        if (SETTING.matcher(name).matches()) {
                            values.put(name, value);
                            origins.put(name, path);
                        }
                    }));
        }
        values.forEach((name, value) -> {
            if (!value.isEmpty()) {
                section.fact(
                        new FactPath("init").child("default", name),
                        Observed.text(value),
                        String.valueOf(origins.get(name)));
            }
        });
    }
}
