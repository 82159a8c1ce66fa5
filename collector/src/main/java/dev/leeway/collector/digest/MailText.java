package dev.leeway.collector.digest;

import dev.leeway.collector.report.ValueText;
import dev.leeway.schema.console.VisibleText;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message as a mail.
 *
 * @param subject one line
 * @param html a page without anything from elsewhere, at most {@link #MOST_BYTES}
 * @param text the same for programs that show no HTML
 */
public record MailText(String subject, String html, String text) {
    /** Larger ones are cut by those who deliver them. */
    public static final int MOST_BYTES = 100_000;

    private static final int SUBJECT_LIMIT = 150;
    private static final int[] STEPS = {10, 7, 4, 2, 1, 0};

    /** {@code notice} as a mail. */
    public static MailText of(Notice notice) {
        String subject = ValueText.shortened("Leeway: " + VisibleText.of(notice.headline()), SUBJECT_LIMIT);
        for (int most : STEPS) {
            Notice told = notice.atMost(most);
            String html = NoticeHtml.render(told, NoticeText.LINE_LIMIT);
            if (html.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES) {
                return new MailText(subject, html, NoticeText.render(told, NoticeText.LINE_LIMIT));
            }
        }
        Notice bare = new Notice(
                notice.kind(),
                notice.asOf(),
                ValueText.shortened(notice.headline(), SUBJECT_LIMIT),
                notice.atMost(0).parts(),
                List.of(),
                notice.link());
        return new MailText(subject, NoticeHtml.render(bare, SUBJECT_LIMIT), NoticeText.render(bare, SUBJECT_LIMIT));
    }
}
