package dev.leeway.collector.report;

import dev.leeway.schema.report.Cause;
import dev.leeway.schema.report.Drift;
import dev.leeway.schema.report.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Ids as short as they can be told apart in one report, all of one length, never under four digits. */
public final class ShortIds {
    private static final int SHORTEST = 4;

    private final int length;

    private ShortIds(int length) {
        this.length = length;
    }

    /** Ids that tell the drifts and causes of {@code report} apart. */
    static ShortIds of(Report report) {
        List<String> ids =
                new ArrayList<>(report.drifts().size() + report.causes().size());
        for (Drift drift : report.drifts()) {
            ids.add(drift.id());
        }
        for (Cause cause : report.causes()) {
            ids.add(cause.id());
        }
        Collections.sort(ids);
        int length = SHORTEST;
        for (int i = 1; i < ids.size(); i++) {
            length = Math.max(length, shared(ids.get(i - 1), ids.get(i)) + 1);
        }
        return new ShortIds(length);
    }

    private static int shared(String left, String right) {
        int limit = Math.min(left.length(), right.length());
        int i = 0;
        while (i < limit && left.charAt(i) == right.charAt(i)) {
            i++;
        }
        return i == left.length() && i == right.length() ? 0 : i;
    }

    /** How many digits every id has here. */
    int length() {
        return length;
    }

    /** The short form of {@code id}. */
    public String of(String id) {
        return id.length() <= length ? id : id.substring(0, length);
    }
}
