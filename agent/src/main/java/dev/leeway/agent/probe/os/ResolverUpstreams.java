package dev.leeway.agent.probe.os;

import dev.leeway.agent.spi.HostView;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import java.util.List;

/** The servers behind systemd's local stub, which {@code resolv.conf} alone would hide. */
final class ResolverUpstreams implements Aspect {
    private static final String FACT = "resolver/upstreams";
    private static final String PATH = "/run/systemd/resolve/resolv.conf";
    private static final List<String> STUBS = List.of("127.0.0.53", "127.0.0.54");

    @Override
    public List<String> liveOnly() {
        return List.of(FACT);
    }

    @Override
    public void observe(HostView host, SectionRecorder section) {
        Reading reading = new Reading(host.files(), section);
        boolean stubbed = reading.text(Resolver.RESOLV_CONF, Resolver.MAX_BYTES, FACT)
                .map(ResolverConfiguration::parse)
                .filter(configuration -> configuration.nameservers().stream().anyMatch(STUBS::contains))
                .isPresent();
        if (stubbed) {
            reading.text(PATH, Resolver.MAX_BYTES, FACT)
                    .map(ResolverConfiguration::parse)
                    .ifPresent(upstream -> Resolver.list(FACT, upstream.nameservers(), PATH, section));
        }
    }
}
