package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.schema.fact.FactPath;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records whom installations trust; a store that several share is read once. */
final class TrustFacts {
    private static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Facts about more would drown the rest; no delivered store has a third of it. */
    private static final int MAX_CERTIFICATES = 1000;

    private final Reading reading;
    private final Map<String, TrustStore> byFile = new TreeMap<>();

    TrustFacts(Reading reading) {
        this.reading = reading;
    }

    /** Records the trust store of {@code home}, whose security files lie in {@code directory}. */
    void record(JavaHome home, String directory) {
        FactPath path = home.path().child("truststore");
        String pattern = path.text() + "/**";
        // Java takes the first of the two; the second is the one it is delivered with.
        for (String name : new String[] {"jssecacerts", "cacerts"}) {
            Optional<String> file = reading.resolve(directory + "/" + name, pattern);
            if (file.isPresent()) {
                store(file.get(), pattern).ifPresent(store -> record(path, store, name, file.get(), home));
                return;
            }
        }
    }

    private Optional<TrustStore> store(String file, String pattern) {
        TrustStore known = byFile.get(file);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<byte[]> content = reading.bytes(file, MAX_BYTES, pattern);
        if (content.isEmpty()) {
            return Optional.empty();
        }
        try {
            TrustStore store = TrustStore.read(content.get());
            byFile.put(file, store);
            return Optional.of(store);
        } catch (MalformedException e) {
            reading.section().uncovered(pattern, HostAccessException.Kind.MALFORMED);
            return Optional.empty();
        }
    }

    private void record(FactPath path, TrustStore store, String name, String file, JavaHome home) {
        boolean own = file.startsWith(home.directory() + "/");
        reading.section().fact(path.child("file"), Observed.text(name), file);
        reading.section().fact(path.child("owner"), Observed.text(own ? "installation" : "system"), file);
        reading.section().fact(path.child("format"), Observed.text(store.format()), file);
        reading.section()
                .fact(path.child("count"), Observed.number(store.certificates().size()), file);
        if (store.certificates().size() > MAX_CERTIFICATES) {
            reading.section().uncovered(path.text() + "/certificate[*]", HostAccessException.Kind.TOO_LARGE);
            return;
        }
        store.certificates()
                .forEach(each -> reading.section()
                        .fact(
                                path.child("certificate", each.subject()),
                                Observed.text("sha256:" + each.sha256()),
                                file));
    }
}
