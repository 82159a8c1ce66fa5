package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Writes a page that cannot be broken out of: elements and attributes come from closed lists, everything else is text and
 * is escaped, and there is no way to write markup.
 */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<Tag> open = new ArrayDeque<>();
    private boolean inStartTag;

    /** The elements a report is made of. */
    enum Tag {
        HTML,
        HEAD,
        TITLE,
        META,
        BODY,
        HEADER,
        MAIN,
        SECTION,
        ARTICLE,
        FOOTER,
        H1,
        H2,
        H3,
        P,
        SPAN,
        STRONG,
        CODE,
        UL,
        LI,
        DL,
        DT,
        DD,
        TABLE,
        CAPTION,
        THEAD,
        TBODY,
        TR,
        TH,
        TD,
        DETAILS,
        SUMMARY,
        DIV,
        NAV,
        A;

        private final String text = name().toLowerCase(Locale.ROOT);
    }

    /** The attributes they carry; none of them can hold a script or an address outside the page. */
    enum Attribute {
        CHARSET("charset"),
        CLASS("class"),
        CONTENT("content"),
        HTTP_EQUIV("http-equiv"),
        ID("id"),
        LABELLED_BY("aria-labelledby"),
        LANG("lang"),
        NAME("name"),
        SCOPE("scope");

        private final String text;

        Attribute(String text) {
            this.text = text;
        }
    }

    HtmlWriter() {
        out.append("<!DOCTYPE html>\n");
    }

    /** Starts an element. */
    HtmlWriter open(Tag tag) {
        endStartTag();
        if (block(tag)) {
            freshLine();
        }
        out.append('<').append(tag.text);
        open.push(tag);
        inStartTag = true;
        return this;
    }

    /** Starts an element of that class. */
    HtmlWriter open(Tag tag, String cssClass) {
        return open(tag).attribute(Attribute.CLASS, cssClass);
    }

    /** Gives the element just started an attribute. */
    HtmlWriter attribute(Attribute attribute, String value) {
        out.append(' ').append(attribute.text).append("=\"");
        escape(VisibleText.of(value));
        out.append('"');
        return this;
    }

    /** Points the link just started at a place in this page. */
    HtmlWriter to(String id) {
        out.append(" href=\"#");
        escape(VisibleText.of(id));
        out.append('"');
        return this;
    }

    /** Text inside the element that is open. */
    HtmlWriter text(String text) {
        endStartTag();
        escape(VisibleText.of(text));
        return this;
    }

    /** Ends the element that is open. */
    HtmlWriter close() {
        endStartTag();
        Tag tag = open.pop();
        if (tag != Tag.META) {
            out.append("</").append(tag.text).append('>');
        }
        return this;
    }

    /** An element that holds nothing but {@code text}. */
    HtmlWriter element(Tag tag, String text) {
        return open(tag).text(text).close();
    }

    /** An element of that class that holds nothing but {@code text}. */
    HtmlWriter element(Tag tag, String cssClass, String text) {
        return open(tag, cssClass).text(text).close();
    }

    /** The one style sheet, the only thing in the page that is not escaped and not given from outside. */
    HtmlWriter styleSheet() {
        endStartTag();
        out.append("\n<style>").append(HtmlStyle.SHEET).append("</style>");
        return this;
    }

    /** How many characters there are so far. */
    int length() {
        return out.length();
    }

    /** The finished page. */
    String page() {
        while (!open.isEmpty()) {
            close();
        }
        return out.append('\n').toString();
    }

    private void endStartTag() {
        if (inStartTag) {
            out.append('>');
            inStartTag = false;
        }
    }

    private void freshLine() {
        if (out.charAt(out.length() - 1) != '\n') {
            out.append('\n');
        }
    }

    private static boolean block(Tag tag) {
        return switch (tag) {
            case SPAN, STRONG, CODE, A, TH, TD, DT, DD, SUMMARY -> false;
            default -> true;
        };
    }

    private void escape(String text) {
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
