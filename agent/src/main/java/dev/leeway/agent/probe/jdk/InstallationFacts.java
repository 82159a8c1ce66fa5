package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.VersionScheme;
import java.util.Optional;

/** Records what there is to say of each installation; of two under one key the facts say both. */
final class InstallationFacts {
    private final Reading reading;
    private final SetFacts sets = new SetFacts();
    private final TrustFacts trust;
    private final SettingFacts settings;

    InstallationFacts(Reading reading) {
        this.reading = reading;
        this.trust = new TrustFacts(reading);
        this.settings = new SettingFacts(reading, sets);
    }

    /** Records one installation. */
    void record(JavaHome home) {
        FactPath path = home.path();
        // A development kit of Java 8 keeps its runtime in a directory of its own.
        String runtime = reading.isDirectory(home.directory() + "/jre/lib", path.text() + "/**")
                ? home.directory() + "/jre"
                : home.directory();
        identity(home, path);
        zones(path, runtime);
        trust.record(home, runtime + "/lib/security");
        settings.record(path, runtime);
    }

    /** Records what had to wait until all installations were seen. */
    void finish() {
        sets.record(reading.section());
    }

    private void identity(JavaHome home, FactPath path) {
        ReleaseFile release = home.release();
        String source = home.directory();
        text(path.child("vendor"), release.vendor(), source);
        release.version().ifPresent(version -> version(path.child("version"), version, VersionScheme.JDK, source));
        release.build().ifPresent(build -> version(path.child("build"), build, VersionScheme.JDK, source));
        text(path.child("implementor-version"), release.implementorVersion(), source);
        text(path.child("image"), release.image().or(() -> image(home)), source);
        text(path.child("machine"), Optional.of(release.machine()), source);
        text(path.child("libc"), release.libc(), source);
        text(path.child("architecture"), release.architecture(), source);
        if (!release.modules().isEmpty()) {
            sets.add(path.child("modules"), release.modules(), source + "/release");
        }
    }

    /** Where the builder does not say: what can compile is a development kit. */
    private Optional<String> image(JavaHome home) {
        String pattern = home.path().child("image").text();
        boolean compiler =
                reading.stat(home.directory() + "/bin/javac", pattern).isPresent();
        return Optional.of(compiler ? "JDK" : "JRE");
    }

    private void zones(FactPath path, String runtime) {
        String file = runtime + "/lib/tzdb.dat";
        FactPath fact = path.child("tzdata");
        Optional<byte[]> head = reading.head(file, ZoneDatabase.HEAD, fact.text());
        try {
            if (head.isPresent()) {
                version(fact, ZoneDatabase.version(head.get()), VersionScheme.GENERIC, file);
            }
        } catch (MalformedException e) {
            reading.section().uncovered(fact.text(), HostAccessException.Kind.MALFORMED);
        }
    }

    private void text(FactPath path, Optional<String> text, String source) {
        text.ifPresent(value -> reading.section().fact(path, Observed.text(value), source));
    }

    private void version(FactPath path, String version, VersionScheme scheme, String source) {
        reading.section().fact(path, Observed.version(version, scheme), source);
    }
}
