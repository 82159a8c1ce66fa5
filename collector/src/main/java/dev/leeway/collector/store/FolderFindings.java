package dev.leeway.collector.store;

import dev.leeway.schema.fact.AddressPattern;
import dev.leeway.schema.fact.SectionKey;
import dev.leeway.schema.report.Gap;
import dev.leeway.schema.report.Report;
import dev.leeway.schema.report.Verdict;
import dev.leeway.schema.snapshot.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What a report owes its reader about the files it came from: those that could not be used, and those passed over.
 *
 * @param unread each a gap: the result is incomplete for want of it, unless it is allowed
 * @param superseded how many snapshots were older than another of the same host
 * @param reports how many files were reports
 * @param recounted hosts whose agent began to count its snapshots anew
 * @param remarks what else is to be said, in whole sentences
 */
public record FolderFindings(
        List<UnreadFile> unread, int superseded, int reports, List<String> recounted, List<String> remarks) {
    /** What patterns call a snapshot file: {@code snapshot[web-03.json]}. */
    public static final String PROBE = "snapshot";

    private static final String UNKNOWN = "unknown";
    private static final int NAMED = 3;

    public FolderFindings {
        unread = List.copyOf(unread);
        recounted = List.copyOf(recounted);
        remarks = List.copyOf(remarks);
    }

    /** Findings without further remarks. */
    public FolderFindings(List<UnreadFile> unread, int superseded, int reports, List<String> recounted) {
        this(unread, superseded, reports, recounted, List.of());
    }

    /** These findings, with {@code more} to be said besides. */
    public FolderFindings and(List<String> more) {
        List<String> all = new ArrayList<>(remarks);
        all.addAll(more);
        return new FolderFindings(unread, superseded, reports, recounted, all);
    }

    /**
     * {@code report} with these findings told; gaps that {@code allowed} covers do not make it incomplete. To have
     * compared nothing is not to have found nothing, so that is incomplete as well.
     */
    public Report addTo(Report report, List<AddressPattern> allowed) {
        List<Gap> gaps = new ArrayList<>();
        boolean incomplete = report.coverage().compared() == 0;
        for (UnreadFile file : unread) {
            Gap gap = gap(file, allowed);
            gaps.add(gap);
            incomplete |= gap.required();
        }
        gaps.addAll(report.coverage().gaps());
        Verdict verdict = incomplete && report.verdict() == Verdict.SAME ? Verdict.INCOMPLETE : report.verdict();
        return report.but()
                .verdict(verdict)
                .coverage(report.coverage().withGaps(gaps))
                .notes(notes(report.notes()))
                .build();
    }

    private static Gap gap(UnreadFile file, List<AddressPattern> allowed) {
        String path = file.name();
        String name = path.substring(path.lastIndexOf('/') + 1);
        String address = SectionKey.of(PROBE, name.isEmpty() ? path : name).text();
        boolean accepted = false;
        for (AddressPattern pattern : allowed) {
            accepted |= pattern.matches(address);
        }
        return new Gap(address, UNKNOWN, List.of(), Outcome.FAILED, file.message(), !accepted, 0);
    }

    private List<String> notes(List<String> told) {
        List<String> notes = new ArrayList<>(told);
        notes.addAll(remarks);
        if (superseded > 0) {
            notes.add(superseded + (superseded == 1 ? " snapshot was" : " snapshots were")
                    + " passed over for a newer one of the same host");
        }
        if (!recounted.isEmpty()) {
            notes.add(named() + " counted snapshots anew or not at all, so the clock told which is the newest");
        }
        if (reports > 0) {
            notes.add(reports + (reports == 1 ? " file was a report" : " files were reports")
                    + ", not a snapshot, and passed over");
        }
        return notes;
    }

    private String named() {
        String first = String.join(", ", recounted.subList(0, Math.min(NAMED, recounted.size())));
        return recounted.size() <= NAMED ? first : first + " and " + (recounted.size() - NAMED) + " more";
    }
}
