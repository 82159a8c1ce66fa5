package dev.leeway.collector.digest;

import dev.leeway.collector.report.ValueText;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import java.util.Locale;

/** A message as plain text: what mail programs show that show no HTML, and what chat shows that knows no blocks. */
final class NoticeText {
    /** Of what came from a host, in characters. */
    static final int LINE_LIMIT = 300;

    private final Notice notice;
    private final int limit;
    private final StringBuilder out = new StringBuilder();

    private NoticeText(Notice notice, int limit) {
        this.notice = notice;
        this.limit = limit;
    }

    /** The whole of {@code notice}, each thing from a host in at most about {@code limit} characters. */
    static String render(Notice notice, int limit) {
        return new NoticeText(notice, limit).text();
    }

    private String text() {
        line(notice.headline());
        for (Part part : notice.parts()) {
            line("");
            line(part.sort().title().toUpperCase(Locale.ROOT));
            for (Part.Group group : part.groups()) {
                if (part.isOwned()) {
                    line(group.owner().orElse("nobody's") + ":");
                }
                group.items().forEach(this::item);
            }
            part.rest().ifPresent(this::line);
        }
        if (!notice.remarks().isEmpty()) {
            line("");
            notice.remarks().forEach(this::line);
        }
        notice.link().ifPresent(link -> line(link));
        return out.toString();
    }

    private void item(Item item) {
        line("- " + head(item));
        About.of(item).forEach(each -> line("  " + each.line()));
    }

    /** {@code CRITICAL shop-web connects to production's database}. */
    static String head(Item item) {
        return item.severity().map(severity -> upper(severity) + " ").orElse("") + item.text();
    }

    static String upper(Severity severity) {
        return severity.text().toUpperCase(Locale.ROOT);
    }

    private void line(String text) {
        out.append(ValueText.shortened(VisibleText.of(text), limit)).append('\n');
    }
}
