package dev.leeway.collector.server.api;

import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Problems;
import dev.leeway.collector.server.http.RefusedException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far somebody knows facts, by numbers of snapshots. While an answer that was cut off is gone on with, what arrives meanwhile waits: all
 * hosts are told as they were at one end, against what was known at one beginning, or what changed in between would be passed over.
 *
 * @param since what was known when this began; 0 for nothing
 * @param done of hosts whose snapshot at the end is up to this, all is told
 * @param end where an answer that was cut off is to end; none at the beginning of one
 */
record FactsPoint(long since, long done, OptionalLong end) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})(?:-(\\d{1,18})-(\\d{1,18}))?");

    /** One of whoever knows all up to a number. */
    static FactsPoint of(long number) {
        return new FactsPoint(number, number, OptionalLong.empty());
    }

    /**
     * The one in a call; the beginning where there is none.
     *
     * @throws RefusedException when it is none that an answer told
     */
    static FactsPoint of(Call call) throws RefusedException {
        Matcher matcher = TEXT.matcher(call.parameter("since").orElse("0"));
        if (matcher.matches()) {
            long since = Long.parseLong(matcher.group(1));
            if (matcher.group(2) == null) {
                return of(since);
            }
            long done = Long.parseLong(matcher.group(2));
            long end = Long.parseLong(matcher.group(3));
            if (since <= done && done <= end) {
                return new FactsPoint(since, done, OptionalLong.of(end));
            }
        }
        throw Problems.malformed(
                "the parameter since is no point", "give back the point of an earlier answer as it is");
    }

    /** As answers tell it. */
    String text() {
        return end.isPresent() ? since + "-" + done + "-" + end.getAsLong() : Long.toString(since);
    }
}
