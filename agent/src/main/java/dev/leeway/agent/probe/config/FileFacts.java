package dev.leeway.agent.probe.config;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.settings.SettingEntries;
import dev.leeway.agent.format.settings.SettingEntry;
import dev.leeway.agent.format.settings.SettingsFormat;
import dev.leeway.agent.format.tree.TreeNode;
import dev.leeway.agent.spi.FileStat;
import dev.leeway.agent.spi.HostAccessException.Kind;
import dev.leeway.agent.spi.Observed;
import dev.leeway.agent.spi.Reading;
import dev.leeway.agent.spi.SectionRecorder;
import dev.leeway.schema.fact.FactPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what one file of settings tells. */
final class FileFacts {
    private static final int MAX_FILE = 1 << 20;
    private static final int MAX_SETTINGS = 5_000;
    private static final int MAX_ACCOUNTS = 4 << 20;
    private static final String WHOLE = "whole";

    private final SectionRecorder section;
    private final long time;
    private int left = 20_000;
    private long spent;

    /** @param time that files may take together to be taken apart; those that come later are not */
    FileFacts(SectionRecorder section, Duration time) {
        this.section = section;
        this.time = time.toNanos();
    }

    /** Records them; the settings as they apply whatever profile is active, the later of one name only. */
    List<SettingEntry> record(ConfigFile file) {
        FactPath path = Facts.of(file.key());
        Reading reading = new Reading(file.files(), section);
        Optional<FileStat> stat = reading.stat(file.path(), path.text() + "/**");
        stat.ifPresent(each -> ownership(file, each, reading));
        Optional<byte[]> bytes = reading.bytes(file.path(), MAX_FILE, path.text() + "/**");
        if (bytes.isEmpty()) {
            return List.of();
        }
        section.fact(path.child("content"), FileContent.of(file.key(), bytes.get()), file.path());
        return settings(file, bytes.get());
    }

    /** Records those of a file on the class path, whose content is told with the dependencies. */
    List<SettingEntry> record(PackedFile packed) {
        return settings(packed.file(), packed.content());
    }

    private List<SettingEntry> settings(ConfigFile file, byte[] bytes) {
        String below = Facts.of(file.key()).text();
        if (left <= 0 || spent > time) {
            Kind kind = left <= 0 ? Kind.TOO_LARGE : Kind.TIMED_OUT;
            section.uncovered(below + "/**", kind);
            // What it asks for is not known either.
            section.uncovered("required[*]/**", kind);
            return List.of();
        }
        long began = System.nanoTime();
        try {
            return read(file, FileContent.text(file.path(), bytes), bytes);
        } catch (MalformedException e) {
            malformed(file, e, bytes);
            return List.of();
        } finally {
            spent += System.nanoTime() - began;
        }
    }

    /** The settings of a file that shows others what to set: their names alone, for nothing reads its values. */
    List<SettingEntry> names(ConfigFile file) {
        Optional<byte[]> bytes = new Reading(file.files(), section).bytes(file.path(), MAX_FILE, "required[*]/**");
        try {
            if (bytes.isPresent()) {
                String text = FileContent.text(file.path(), bytes.get());
                TreeNode document = SettingsFormat.ENVIRONMENT.read(text).get(0);
                return SettingEntries.of(document, MAX_SETTINGS).entries().stream()
                        .filter(entry -> !entry.withheld())
                        .toList();
            }
        } catch (MalformedException e) {
            Fault told = Fault.of(e);
            section.fact(
                    Facts.of(file.key()).child("malformed"),
                    Observed.text(told.expected()),
                    file.path() + ":" + told.line());
            section.uncovered("required[*]/**", Kind.MALFORMED);
        }
        return List.of();
    }

    private List<SettingEntry> read(ConfigFile file, String text, byte[] bytes) throws MalformedException {
        SettingsFormat format = SettingsFormat.of(file.path(), text);
        section.fact(Facts.of(file.key()).child("format"), Observed.text(format.text()), file.path());
        if (format == SettingsFormat.OTHER) {
            section.fact(Facts.of(file.key()).child(WHOLE), FileContent.of(file.key(), bytes), file.path());
            return List.of();
        }
        List<SettingEntry> plain = new ArrayList<>();
        List<TreeNode> documents = format.read(text);
        Documents laid = new Documents(file, MAX_SETTINGS);
        for (TreeNode document : documents) {
            laid.add(document);
        }
        laid.byFile().forEach((key, settings) -> {
            settings.forEach((name, entry) -> setting(file, key, entry));
            if (key.equals(file.key())) {
                plain.addAll(settings.values());
            }
        });
        if (!laid.complete()) {
            section.uncovered(Facts.of(file.key()).text() + "/setting[*]/**", Kind.TOO_LARGE);
        }
        return plain;
    }

    private void setting(ConfigFile file, String key, SettingEntry entry) {
        FactPath path = Facts.setting(key, entry.key());
        if (left-- > 0) {
            section.fact(path, SettingValue.of(entry), file.path() + ":" + entry.line());
        } else {
            section.uncovered(Facts.of(key).text() + "/setting[*]/**", Kind.TOO_LARGE);
        }
    }

    private void malformed(ConfigFile file, MalformedException fault, byte[] bytes) {
        FactPath path = Facts.of(file.key());
        Fault told = Fault.of(fault);
        section.fact(path.child("malformed"), Observed.text(told.expected()), file.path() + ":" + told.line());
        section.fact(path.child(WHOLE), FileContent.of(file.key(), bytes), file.path());
        section.uncovered(path.text() + "/setting[*]/**", Kind.MALFORMED);
    }

    private void ownership(ConfigFile file, FileStat stat, Reading reading) {
        FactPath path = Facts.of(file.key());
        section.fact(
                path.child("mode"),
                Observed.text(String.format(Locale.ROOT, "%04o", stat.mode() & 07777)),
                file.path());
        Optional<String> accounts =
                reading.text("/etc/passwd", MAX_ACCOUNTS, path.child("owner").text());
        section.fact(path.child("owner"), Observed.text(Owner.name(accounts, stat.uid())), file.path());
    }
}
