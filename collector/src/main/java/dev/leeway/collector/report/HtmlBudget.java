package dev.leeway.collector.report;

import dev.leeway.collector.report.HtmlWriter.Tag;

/** How much of a page each of its parts may take. */
final class HtmlBudget {
    private static final int WHOLE = 100;

    private final HtmlWriter html;
    private final int bytes;

    /** A budget of so many {@code bytes} for everything that grows with the report. */
    HtmlBudget(HtmlWriter html, int bytes) {
        this.html = html;
        this.bytes = bytes;
    }

    /** The parts and their shares, in percent; together no more than the whole. */
    enum Part {
        /** Causes with hosts and places, after which more of them are told in brief. */
        CAUSES(40),
        CAUSES_IN_BRIEF(29),
        MATRIX(12),
        RESOLVED(4),
        GAPS(4),
        POLICY(2),
        WAIVED(3),
        WITHIN_LEEWAY(3),
        HOSTS(3);

        private final int share;

        Part(int share) {
            this.share = share;
        }
    }

    /** Where the share of {@code part} ends that begins here: a number of bytes from the start of the page. */
    int end(Part part) {
        return html.length() + size(part);
    }

    /** How many bytes {@code part} has. */
    int size(Part part) {
        return (int) ((long) bytes * part.share / WHOLE);
    }

    /** Says how many of {@code noun} were left out, if any. */
    static void leftOut(HtmlWriter html, int count, String noun) {
        if (count > 0) {
            html.element(
                    Tag.P,
                    "Left out to keep this page small: " + Quantity.of(count, "more " + noun)
                            + ". The JSON report has all of them.");
        }
    }
}
