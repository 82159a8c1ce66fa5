package dev.leeway.agent.probe.certificate;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.certificate.CertificateStore;
import dev.leeway.agent.format.certificate.CertificateText;
import dev.leeway.agent.format.certificate.Chains;
import dev.leeway.agent.format.certificate.StoreText;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.agent.spi.StorePath;
import dev.leeway.schema.fact.FactPath;
import dev.leeway.schema.fact.Value;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes the facts of files of certificates. */
final class StoreFacts {
    private static final int MAX_FILE = 4 << 20;
    /** More than these are a list of whom to trust, of which only the number is told. */
    private static final int MAX_ENTRIES = 50;

    private static final int MAX_KEY = 200;

    private final Reading files;
    private final SectionRecorder section;
    private final Instant now;
    private final Optional<String> workingDirectory;
    private final KnownAuthorities authorities;

    StoreFacts(Reading files, Instant now, Optional<String> workingDirectory) {
        this.files = files;
        this.section = files.section();
        this.now = now;
        this.workingDirectory = workingDirectory;
        this.authorities = new KnownAuthorities(files);
    }

    /** The file that the user named: that it is not there is a gap. */
    void recordNamed(String path, String place) {
        FactPath store =
                FactPath.of("store", StorePath.of(path, workingDirectory).text());
        if (files.stat(path, store.text() + "/**").isEmpty()) {
            section.uncovered(store.text() + "/**", Kind.UNREADABLE);
            return;
        }
        record(path, place);
    }

    /**
     * The file at {@code path}, if there is one.
     *
     * @param place where it is named
     */
    void record(String path, String place) {
        FactPath store =
                FactPath.of("store", StorePath.of(path, workingDirectory).text());
        String pattern = store.text() + "/**";
        Optional<FileStat> stat = files.stat(path, pattern);
        if (stat.isEmpty() || stat.get().type() != FileStat.Type.FILE) {
            return;
        }
        Optional<byte[]> content = files.bytes(path, MAX_FILE, pattern);
        if (content.isEmpty()) {
            return;
        }
        try {
            store(store, path, place, stat.get(), Unlocked.of(StoreText.read(content.get()), content.get()));
        } catch (MalformedException e) {
            section.uncovered(pattern, Kind.MALFORMED);
        }
    }

    private void store(FactPath path, String file, String place, FileStat stat, CertificateStore store) {
        section.fact(path.child("format"), Observed.text(store.format()), place);
        if (store.locked()) {
            section.fact(path.child("locked"), Observed.flag(true), place);
            section.uncovered(path.text() + "/count", Kind.UNREADABLE);
            section.uncovered(path.text() + "/entry[*]/**", Kind.UNREADABLE);
        } else {
            section.fact(path.child("count"), Observed.number(store.entries().size()), place);
        }
        if (store.unreadable() > 0) {
            section.uncovered(path.text() + "/entry[*]/**", Kind.MALFORMED);
        }
        Optional<FileStat> key = store.privateKey() ? Optional.of(stat) : keyBeside(file, path);
        section.fact(path.child("private-key"), Observed.flag(key.isPresent()), place);
        key.ifPresent(found -> section.fact(
                path.child("private-key-mode"),
                Observed.text(String.format(Locale.ROOT, "%04o", found.mode() & 07777)),
                place));
        if (store.entries().size() <= MAX_ENTRIES) {
            boolean alone = store.entries().size() == 1;
            store.entries()
                    .forEach(entry ->
                            entry(path, entry, alone, entry.privateKey() || (alone && key.isPresent()), place));
        } else {
            section.uncovered(path.text() + "/entry[*]/**", Kind.TOO_LARGE);
        }
    }

    /** The file next to a certificate whose name says that it holds the key; it is never opened. */
    private Optional<FileStat> keyBeside(String file, FactPath store) {
        String directory = file.substring(0, file.lastIndexOf('/') + 1);
        String name = file.substring(directory.length());
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        List<String> names = List.of(
                stem + ".key",
                stem.replace("fullchain", "privkey").replace("cert", "privkey") + ".pem",
                stem.replace("cert", "key").replace("crt", "key") + ".pem",
                stem + "-key.pem",
                stem + "_key.pem");
        for (String each : names) {
            Optional<FileStat> found = each.equals(name)
                    ? Optional.empty()
                    : files.stat(directory + each, store.text() + "/private-key")
                            .filter(stat -> stat.type() == FileStat.Type.FILE);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private void entry(FactPath store, CertificateStore.Entry entry, boolean alone, boolean withKey, String place) {
        CertificateText leaf = entry.leaf();
        String unnamed = alone ? "leaf" : leaf.subject();
        String key = entry.name().isEmpty() ? unnamed : entry.name();
        FactPath path = store.child("entry", key.substring(0, Math.min(key.length(), MAX_KEY)));
        section.fact(path.child("subject"), Observed.text(leaf.subject()), place);
        section.fact(path.child("issuer"), Observed.text(leaf.issuer()), place);
        if (!leaf.names().isEmpty()) {
            section.fact(path.child("names"), new Observed.Plain(Value.SetOf.texts(leaf.names())), place);
        }
        section.fact(path.child("key").child("type"), Observed.text(leaf.key().type()), place);
        leaf.key()
                .bits()
                .ifPresent(bits -> section.fact(path.child("key").child("size"), Observed.number(bits), place));
        leaf.key()
                .curve()
                .ifPresent(curve -> section.fact(path.child("key").child("curve"), Observed.text(curve), place));
        section.fact(path.child("signature"), Observed.text(leaf.signature()), place);
        section.fact(
                path.child("fingerprint"),
                Observed.text("sha256:" + leaf.identity().sha256()),
                place);
        section.fact(path.child("authority"), Observed.flag(leaf.authority()), place);
        // Of whom is trusted some have run out long ago, which hurts nobody.
        boolean shown = !leaf.authority() || withKey;
        lifetime(path, leaf, shown, place);
        if (shown || entry.chain().size() > 1) {
            chain(path, entry, place);
        }
    }

    private void lifetime(FactPath path, CertificateText leaf, boolean shown, String place) {
        section.fact(path.child("not-after"), Observed.text(leaf.notAfter().toString()), place);
        if (leaf.notBefore().isAfter(now)) {
            section.fact(
                    path.child("not-before"), Observed.text(leaf.notBefore().toString()), place);
        }
        Expiry expiry = Expiry.of(leaf.notAfter(), now);
        section.fact(path.child("expiry"), Observed.text(expiry.text()), place);
        if (expiry.isDue() && shown) {
            section.fact(
                    path.child("due", expiry.text()),
                    Observed.text(leaf.notAfter().toString()),
                    place);
        }
    }

    private void chain(FactPath path, CertificateStore.Entry entry, String place) {
        List<CertificateText> issuers = entry.chain().subList(1, entry.chain().size());
        section.fact(path.child("chain"), Observed.text(Chains.state(entry.chain(), authorities::isKnown)), place);
        if (!issuers.isEmpty()) {
            section.fact(
                    path.child("issuers"),
                    new Observed.Plain(new Value.ListOf(issuers.stream()
                            .map(each -> (Value) new Value.Text(each.subject()))
                            .toList())),
                    place);
            Instant first = issuers.stream()
                    .map(CertificateText::notAfter)
                    .min(Instant::compareTo)
                    .orElse(Instant.MAX);
            Expiry expiry = Expiry.of(first, now);
            section.fact(path.child("issuers-expiry"), Observed.text(expiry.text()), place);
            if (expiry.isDue()) {
                section.fact(path.child("due", expiry.text()), Observed.text(first.toString()), place);
            }
        }
    }
}
