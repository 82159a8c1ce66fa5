package dev.leeway.collector.cause;

import dev.leeway.schema.fact.Value;
import dev.leeway.schema.fact.VersionScheme;
import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Report;
import java.util.List;

/** Values of versions as tests of causes write them, and what is read first of a report. */
abstract class CauseScene {
    static Value deb(String text) {
        return new Value.Version(text, VersionScheme.DEB);
    }

    static Value generic(String text) {
        return new Value.Version(text, VersionScheme.GENERIC);
    }

    static Value java(String text) {
        return new Value.Version(text, VersionScheme.JDK);
    }

    static List<String> summaries(Report report) {
        return report.causes().stream().map(Cause::summary).toList();
    }
}
