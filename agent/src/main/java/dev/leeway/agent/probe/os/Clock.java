package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.util.List;
import java.util.Optional;

/** What the kernel counts time with, and what the hardware clock is taken to show. */
final class Clock implements Aspect {
    private static final String SOURCE = "/devices/system/clocksource/clocksource0/current_clocksource";
    private static final String ADJTIME = "/etc/adjtime";
    private static final int MAX_BYTES = 4096;

    @Override
    public List<String> liveOnly() {
        return List.of("clock/source");
    }

    @Override
    public boolean readsTrees() {
        return true;
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        if (host.live()) {
            new Reading(host.sys(), section)
                    .line(SOURCE, "clock/source")
                    .ifPresent(
                            name -> section.fact(new FactPath("clock/source"), Observed.text(name), "/sys" + SOURCE));
        }
        new Reading(host.files(), section)
                .text(ADJTIME, MAX_BYTES, "clock/hardware")
                .flatMap(Clock::hardware)
                .ifPresent(mode -> section.fact(new FactPath("clock/hardware"), Observed.text(mode), ADJTIME));
    }

    /** The third line; the first two hold measurements. */
    private static Optional<String> hardware(String text) {
        return text.lines()
                .skip(2)
                .findFirst()
                .map(String::strip)
                .filter(mode -> mode.equals("UTC") || mode.equals("LOCAL"));
    }
}
