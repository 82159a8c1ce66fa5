package dev.leeway.collector.report;

import dev.leeway.schema.console.VisibleText;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Writes a page that cannot be broken out of: elements and attributes come from closed lists, everything else is text and
 * is escaped, and there is no way to write markup.
 */
final class HtmlWriter {
    private final StringBuilder out = new StringBuilder(1 << 14);
    private final Deque<Tag> open = new ArrayDeque<>();
    private boolean inStartTag;

    /** Bytes beyond one for each character, in UTF-8. */
    private int wide;

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
        A,
        FORM,
        FIELDSET,
        LEGEND,
        LABEL,
        INPUT,
        SELECT,
        OPTION,
        BUTTON,
        DIALOG,
        KBD,
        METER;

        private final String text = name().toLowerCase(Locale.ROOT);
    }

    /** The attributes they carry; none of them can hold a script or an address outside the page. */
    enum Attribute {
        /** What the status of the filters says of everything there is. */
        ALL("data-all"),
        CHARSET("charset"),
        CHECKED("checked"),
        CLASS("class"),
        CONTENT("content"),
        HIDDEN("hidden"),
        HIDDEN_FROM_READERS("aria-hidden"),
        HTTP_EQUIV("http-equiv"),
        ID("id"),
        /** What the filters know an element by. */
        KEYS("data-k"),
        LABEL("aria-label"),
        LABELLED_BY("aria-labelledby"),
        LANG("lang"),
        MAX("max"),
        MIN("min"),
        NAME("name"),
        OPEN("open"),
        ROLE("role"),
        SCOPE("scope"),
        TAB("tabindex"),
        TYPE("type"),
        VALUE("value");

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

    /** {@code text} in at most about {@code limit} characters, as they are shown. */
    HtmlWriter brief(String text, int limit) {
        return text(ValueText.shortened(VisibleText.of(text), limit));
    }

    /** Texts beneath each other, where the style keeps lines. */
    HtmlWriter lines(List<String> texts) {
        endStartTag();
        String separator = "";
        for (String text : texts) {
            out.append(separator);
            escape(VisibleText.of(text));
            separator = "\n";
        }
        return this;
    }

    /** Ends the element that is open. */
    HtmlWriter close() {
        endStartTag();
        Tag tag = open.pop();
        if (tag != Tag.META && tag != Tag.INPUT) {
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

    /** The one style sheet; like the script it is not escaped, and nothing in it is given from outside. */
    HtmlWriter styleSheet() {
        endStartTag();
        out.append("\n<style>").append(HtmlStyle.SHEET).append("</style>");
        return this;
    }

    /** The one script. */
    HtmlWriter script() {
        endStartTag();
        out.append("\n<script>").append(HtmlScript.TEXT).append("</script>");
        return this;
    }

    /** How many bytes there are so far, in UTF-8. */
    int length() {
        return out.length() + wide;
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
            case SPAN, STRONG, CODE, A, TH, TD, DT, DD, SUMMARY, KBD, OPTION, METER, LEGEND -> false;
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
                default -> {
                    out.append(c);
                    // A pair of surrogates is two characters and four bytes.
                    wide += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
                }
            }
        }
    }
}
