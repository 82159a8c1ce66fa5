package dev.leeway.agent.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.deliver.CostFile;
import dev.leeway.agent.snapshot.ProbeCost;
import dev.leeway.agent.spi.ProbeSpec;
import dev.leeway.schema.fact.ProbeEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said of one probe.
 *
 * @param spec who it is
 * @param entry what the catalogue says of it
 * @param last its last look, where one is remembered
 */
record ProbeCard(ProbeSpec spec, Optional<ProbeEntry> entry, Optional<CostFile.Entry> last) {
    private static final double NANOS = 1e9;
    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB"};

    ProbeCard {
        requireNonNull(spec, "spec is null");
        requireNonNull(entry, "entry is null");
        requireNonNull(last, "last is null");
    }

    /** What it needs: {@code a running host; root, or CAP_SYS_PTRACE, for what is closed to this user}. */
    String needs() {
        String host = spec.needsLiveHost() ? "a running host" : "files of a running host or of a mounted tree";
        return host + "; " + privilege();
    }

    /** What opens everything to it. */
    String privilege() {
        String permissions = entry.map(
                        each -> String.join(" and ", each.access().permissions()))
                .orElse("");
        boolean capability = permissions.startsWith("CAP_");
        return permissions.isEmpty() ? "root" : (capability ? "root, or " : "") + permissions + ", for everything";
    }

    /** What it cost and gave: {@code 412 facts in 6 sections, 0.31 s, 0.12 s of CPU in its thread, 1.2 MiB read; 3 hours ago by root}. */
    String lastTime(Instant now, long uid) {
        if (last.isEmpty()) {
            return "";
        }
        ProbeCost cost = last.get().cost();
        List<String> said = new ArrayList<>();
        said.add(
                cost.answered()
                        ? Summary.number(cost.facts(), "fact") + " in " + Summary.number(cost.sections(), "section")
                        : "no answer in time");
        said.add(seconds(cost.wall().toNanos()));
        cost.used().cpuNanos().ifPresent(nanos -> said.add(seconds(nanos) + " of CPU in its thread"));
        cost.used().bytesRead().ifPresent(bytes -> said.add(size(bytes) + " read"));
        return String.join(", ", said) + "; " + age(now) + " by " + observer(uid);
    }

    private String observer(long uid) {
        CostFile.Entry entry = last.orElseThrow();
        String who = entry.uid() == 0 ? "root" : "user " + entry.uid();
        return (entry.uid() == uid ? who : who + ", not by this user")
                + (entry.agent().equals(Version.current()) ? "" : ", with version " + entry.agent());
    }

    private String age(Instant now) {
        Duration age = Duration.between(last.orElseThrow().at(), now);
        if (age.isNegative()) {
            return "at " + last.get().at();
        }
        if (age.toMinutes() < 1) {
            return "just now";
        }
        if (age.toHours() < 1) {
            return Summary.number((int) age.toMinutes(), "minute") + " ago";
        }
        return age.toDays() < 1
                ? Summary.number((int) age.toHours(), "hour") + " ago"
                : Summary.number((int) age.toDays(), "day") + " ago";
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / NANOS);
    }

    private static String size(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", size, UNITS[unit]);
    }
}
