package dev.leeway.collector.digest;

import dev.leeway.collector.report.ValueText;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import java.util.Locale;

/**
 * A message as a page for mail programs: tables of one column and styles beside each element, for many programs know nothing
 * else; no picture, no script, no address but one of the collector itself.
 */
final class NoticeHtml {
    private static final String FONT =
            "font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',Arial,sans-serif;";
    private static final String MONO =
            "font-family:ui-monospace,'Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace;";

    /** What a reader's own choice of dark needs; programs that do not know it show the page light. */
    private static final String SHEET = """
            @media (prefers-color-scheme: dark) {
              .page { background: #12161d !important; } .card { background: #1a2029 !important; border-color: #323a47 !important; }
              .ink { color: #e6eaf1 !important; } .faint { color: #a5b0c1 !important; } .rule { border-color: #323a47 !important; }
            }
            @media (max-width: 480px) { .pad { padding-left: 16px !important; padding-right: 16px !important; } }
            """;

    /** So many characters fit into a line on a telephone. */
    private static final int UNBROKEN = 30;
    /** Where the answer of a quiet night ends, and what it rests on begins. */
    private static final String AS_OF = " as of ";

    private final Notice notice;
    private final int limit;
    private final StringBuilder out = new StringBuilder(1 << 13);

    private NoticeHtml(Notice notice, int limit) {
        this.notice = notice;
        this.limit = limit;
    }

    /** The whole of {@code notice}, each thing from a host in at most about {@code limit} characters. */
    static String render(Notice notice, int limit) {
        return new NoticeHtml(notice, limit).page();
    }

    private String page() {
        out.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
        text(notice.headline());
        out.append("</title>\n<style>").append(SHEET).append("</style></head>\n");
        out.append("<body class=\"page\" style=\"margin:0;padding:0;background:#f4f6fa;\">\n")
                .append(
                        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" class=\"page\"")
                .append(" style=\"background:#f4f6fa;\"><tr><td align=\"center\" style=\"padding:16px 8px;\">\n")
                .append(
                        "<table role=\"presentation\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" class=\"card\" style=\"")
                .append(
                        "max-width:600px;background:#ffffff;border:1px solid #d6dce6;border-radius:8px;text-align:left;\">\n");
        head();
        notice.parts().forEach(this::part);
        foot();
        out.append("</table>\n</td></tr></table>\n</body></html>\n");
        return out.toString();
    }

    private void head() {
        row("22px 24px 16px", "border-top:5px solid " + colour() + ";border-radius:8px 8px 0 0;");
        element("div", "faint", "font-size:13px;color:#566072;", "Leeway · " + title());
        out.append(
                "<div class=\"ink\" style=\"font-size:19px;font-weight:650;line-height:1.35;color:#1b2230;padding-top:4px;\">");
        String line = ValueText.shortened(VisibleText.of(notice.headline()), limit);
        int moment = notice.isQuiet() ? line.indexOf(AS_OF) : -1;
        headline(moment < 0 ? line : line.substring(0, moment).replaceFirst(",$", ""));
        out.append("</div>\n");
        if (moment >= 0) {
            element(
                    "div",
                    "faint",
                    "font-size:14px;line-height:1.45;color:#566072;padding-top:4px;",
                    line.substring(moment + 1));
        }
        end();
    }

    /** Where several things are told in one line, it is broken between them. */
    private void headline(String line) {
        String[] parts = line.split(" · ", -1);
        for (int i = 0; i < parts.length; i++) {
            out.append(i == 0 ? "" : " · ");
            if (parts.length > 1 && parts[i].length() <= UNBROKEN) {
                out.append("<span style=\"white-space:nowrap;\">");
                text(parts[i]);
                out.append("</span>");
            } else {
                text(parts[i]);
            }
        }
    }

    private String title() {
        return switch (notice.kind()) {
            case NIGHTLY -> "nightly report";
            case ALERT -> "alert";
            case RESOLVED -> "resolved";
            case DEADMAN -> "no report";
            case TEST -> "test";
        };
    }

    private String colour() {
        return switch (notice.kind()) {
            case ALERT, DEADMAN -> colour(Severity.CRITICAL);
            case RESOLVED -> "#1c6437";
            case TEST -> colour(Severity.INFO);
            case NIGHTLY -> notice.well() ? "#1c6437" : gravest();
        };
    }

    private String gravest() {
        return notice.parts().stream()
                .filter(part -> part.sort() != Part.Sort.RESOLVED)
                .flatMap(part -> part.groups().stream())
                .flatMap(group -> group.items().stream())
                .flatMap(item -> item.severity().stream())
                .min(Severity::compareTo)
                .map(NoticeHtml::colour)
                .orElse(colour(Severity.INFO));
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#9b1025";
            case HIGH -> "#a23a00";
            case MEDIUM -> "#765200";
            case LOW -> "#1d5f74";
            case INFO -> "#44546a";
        };
    }

    private void part(Part part) {
        if (isHeadline(part)) {
            row("14px 24px 6px", "border-top:1px solid #d6dce6;");
            part.groups().get(0).owner().ifPresent(this::owner);
            out.append("<div style=\"padding:2px 0 8px;\">");
            About.of(part.groups().get(0).items().get(0)).forEach(this::about);
            out.append("</div>\n");
            end();
            return;
        }
        row("18px 24px 6px", "border-top:1px solid #d6dce6;");
        out.append("<h2 class=\"ink\" style=\"margin:0;font-size:16px;line-height:1.3;color:#1b2230;\">");
        text(part.sort().title());
        out.append(" <span class=\"faint\" style=\"font-weight:400;color:#566072;\">");
        text(Integer.toString(part.total()));
        out.append("</span></h2>\n");
        for (Part.Group group : part.groups()) {
            if (part.isOwned()) {
                owner(group.owner().orElse("nobody's"));
            }
            group.items().forEach(item -> item(item, part.sort()));
        }
        part.rest()
                .ifPresent(rest -> element("div", "faint", "font-size:14px;color:#566072;padding:10px 0 6px;", rest));
        end();
    }

    /** Whether the headline says all of it but what is told beneath: it is not said twice. */
    private boolean isHeadline(Part part) {
        return notice.kind() != Notice.Kind.NIGHTLY
                && notice.parts().size() == 1
                && part.total() == 1
                && part.told() == 1
                && notice.headline()
                        .endsWith(": " + part.groups().get(0).items().get(0).text());
    }

    private void owner(String owner) {
        element("div", "faint", "font-size:13px;font-weight:650;color:#566072;padding-top:10px;", owner);
    }

    private void item(Item item, Part.Sort sort) {
        boolean over = sort == Part.Sort.RESOLVED;
        out.append(
                "<div style=\"padding:10px 0 8px;\"><div class=\"ink\" style=\"font-size:15px;line-height:1.4;color:#1b2230;\">");
        item.severity().ifPresent(severity -> {
            out.append(
                            "<span style=\"display:inline-block;border-radius:4px;padding:0 6px;margin-right:6px;font-size:12px;"
                                    + "font-weight:650;line-height:18px;color:#ffffff;background:")
                    .append(over ? "#566072" : colour(severity))
                    .append(";\">");
            text(severity.text());
            out.append("</span>");
        });
        text(item.text());
        out.append("</div>\n");
        About.of(item).forEach(this::about);
        out.append("</div>\n");
    }

    private void about(About about) {
        out.append("<div class=\"faint\" style=\"font-size:13px;line-height:1.45;color:#566072;padding-top:3px;\">");
        if (!about.label().isEmpty()) {
            String label = about.label().substring(0, 1).toUpperCase(Locale.ROOT)
                    + about.label().substring(1);
            element("span", "ink", "color:#1b2230;", label);
            out.append(' ');
        }
        text(about.plain());
        if (!about.code().isEmpty()) {
            out.append(about.plain().isEmpty() ? "" : " · ");
            element("span", "faint", MONO + "font-size:12px;color:#566072;", about.code());
        }
        out.append("</div>\n");
    }

    private void foot() {
        if (notice.remarks().isEmpty() && notice.link().isEmpty()) {
            return;
        }
        row("14px 24px 18px", "border-top:1px solid #d6dce6;");
        notice.remarks()
                .forEach(remark -> element("div", "faint", "font-size:13px;line-height:1.5;color:#566072;", remark));
        notice.link().ifPresent(link -> {
            out.append("<div style=\"padding-top:6px;\"><a href=\"");
            text(link);
            out.append("\" style=\"font-size:13px;color:#14597a;\">");
            text(link);
            out.append("</a></div>\n");
        });
        end();
    }

    private void row(String padding, String style) {
        out.append("<tr><td class=\"pad rule\" style=\"")
                .append(FONT)
                .append("padding:")
                .append(padding)
                .append(';')
                .append("overflow-wrap:anywhere;word-break:break-word;")
                .append(style)
                .append("\">\n");
    }

    private void end() {
        out.append("</td></tr>\n");
    }

    private void element(String tag, String cssClass, String style, String text) {
        out.append('<')
                .append(tag)
                .append(" class=\"")
                .append(cssClass)
                .append("\" style=\"")
                .append(style)
                .append("\">");
        text(text);
        out.append("</").append(tag).append('>');
        if (tag.equals("div")) {
            out.append('\n');
        }
    }

    /** The only way in for what was not written here. */
    private void text(String given) {
        String text = ValueText.shortened(VisibleText.of(given), limit);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }
}
