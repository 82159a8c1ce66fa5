package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.Words;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Kernel settings as they are now. */
final class LiveSysctls implements Aspect {
    private static final String ALL = "sysctl[*]/value";
    private static final int MAX_DIGITS = 30;

    @Override
    public List<String> liveOnly() {
        return List.of(ALL);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading proc = new Reading(host.proc(), section);
        List<String> numbers = new ArrayList<>(Sysctls.NUMBERS);
        Set<String> configured = ConfiguredSysctls.settings(new Reading(host.files(), section), ALL)
                .keySet();
        Sysctls.DERIVED.stream().filter(configured::contains).forEach(numbers::add);
        for (String name : numbers) {
            FactPath path = path(name);
            read(proc, name, path).ifPresent(text -> {
                if (isNumber(text)) {
                    Value number = new Value.Numeric(new BigDecimal(text));
                    section.fact(path, new Observed.Plain(number), "/proc" + file(name));
                } else {
                    section.uncovered(path.text(), HostAccessException.Kind.MALFORMED);
                }
            });
        }
        for (String name : Sysctls.TEXTS) {
            FactPath path = path(name);
            read(proc, name, path)
                    .ifPresent(text -> section.fact(path, Observed.text(Words.evenly(text)), "/proc" + file(name)));
        }
    }

    private static Optional<String> read(Reading proc, String name, FactPath path) {
        return proc.line(file(name), path.text());
    }

    private static FactPath path(String name) {
        return FactPath.of("sysctl", name).child("value");
    }

    private static String file(String name) {
        return "/sys/" + name.replace('.', '/');
    }

    private static boolean isNumber(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        return text.length() > start
                && text.length() <= MAX_DIGITS
                && text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }
}
