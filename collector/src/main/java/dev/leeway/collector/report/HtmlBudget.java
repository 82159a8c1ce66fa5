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
        CAUSES(38),
        CAUSES_IN_BRIEF(30),
        MATRIX(11),
        RESOLVED(4),
        GAPS(4),
        POLICY(2),
        WAIVED(3),
        WITHIN_LEEWAY(3),
        HOSTS(3),
        PROBES(1),
        NOTES(1);

        private final int share;

        Part(int share) {
            this.share = share;
        }
    }

    /** The room of {@code part}, which begins here. */
    Room room(Part part) {
        return room(html.length() + size(part));
    }

    /** Room that begins here and ends where the page is {@code end} bytes long. */
    Room room(int end) {
        return new Room(html, end);
    }

    /** What is left of a share, told from the largest of the things that were put into it. */
    static final class Room {
        private final HtmlWriter html;
        private final int end;
        private int mark;
        private int largest;

        private Room(HtmlWriter html, int end) {
            this.html = html;
            this.end = end;
            this.mark = html.length();
        }

        /** Whether one more may be put in; asked once before each. */
        boolean isLeft() {
            largest = Math.max(largest, html.length() - mark);
            mark = html.length();
            return mark + largest <= end;
        }
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
