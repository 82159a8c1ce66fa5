package dev.leeway.collector.digest;

import dev.leeway.collector.report.ValueText;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A message for an incoming webhook of Slack, or of what takes the same.
 *
 * <p>All of it is plain text, in which Slack knows no mentions, links or markup. What knows no blocks shows {@code text}; there what
 * would be a mention or markup elsewhere is broken up.
 */
public final class SlackText {
    /** Messages with more are refused whole. */
    static final int MOST_BLOCKS = 50;
    /** Of one block, in characters. */
    static final int MOST_SECTION = 3000;
    /** Of all blocks, in characters; more of about 13,200 are refused whole, though nothing says so. */
    static final int MOST_TOTAL = 9000;
    /** Of what is shown where there are no blocks. */
    static final int MOST_TEXT = 3500;

    private static final int MOST_HEADLINE = 150;
    private static final int[] STEPS = {10, 6, 3, 1, 0};
    private static final String NOTHING = "\u200B";

    private SlackText() {}

    private record Block(boolean header, String text) {}

    /** {@code notice} as JSON. */
    public static String of(Notice notice) {
        List<Block> blocks = blocks(notice);
        String text = text(notice);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try {
            JsonOut.writing(
                    bytes,
                    json -> JsonMembers.object(
                            json,
                            message -> message.text("text", text)
                                    .flag("mrkdwn", false)
                                    .flag("unfurl_links", false)
                                    .flag("unfurl_media", false)
                                    .objects("blocks", blocks, SlackText::block)));
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void block(JsonMembers members, Block block) throws IOException {
        members.text("type", block.header() ? "header" : "section")
                .object(
                        "text",
                        text -> text.text("type", "plain_text")
                                .text("text", block.text())
                                .flag("emoji", false));
    }

    private static List<Block> blocks(Notice notice) {
        for (int most : STEPS) {
            List<Block> blocks = blocks(notice.atMost(most), most < STEPS[0] ? 160 : 220);
            int total = blocks.stream().mapToInt(block -> block.text().length()).sum();
            if (blocks.size() <= MOST_BLOCKS
                    && total <= MOST_TOTAL
                    && blocks.stream().allMatch(block -> block.text().length() <= MOST_SECTION)) {
                return blocks;
            }
        }
        return List.of(header(notice));
    }

    private static List<Block> blocks(Notice notice, int limit) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(header(notice));
        for (Part part : notice.parts()) {
            String title = part.sort().title();
            for (Part.Group group : part.groups()) {
                List<String> lines = new ArrayList<>();
                lines.add(title + (part.isOwned() ? " · " + group.owner().orElse("nobody's") : ""));
                for (Item item : group.items()) {
                    lines.add("• " + NoticeText.head(item));
                    About.of(item).forEach(each -> lines.add("   " + each.line()));
                }
                blocks.add(section(lines, limit));
            }
            part.rest()
                    .ifPresent(rest ->
                            blocks.add(section(List.of(part.told() == 0 ? title + ": " + rest : rest), limit)));
        }
        List<String> last = new ArrayList<>(notice.remarks());
        notice.link().ifPresent(last::add);
        if (!last.isEmpty()) {
            blocks.add(section(last, NoticeText.LINE_LIMIT));
        }
        return blocks;
    }

    private static Block header(Notice notice) {
        int limit = MOST_HEADLINE;
        String text = brief(notice.headline(), limit);
        // Written out, a character may become several.
        while (text.length() > MOST_HEADLINE) {
            limit -= 10;
            text = brief(notice.headline(), limit);
        }
        return new Block(true, text);
    }

    private static Block section(List<String> lines, int limit) {
        return new Block(
                false,
                String.join("\n", lines.stream().map(line -> brief(line, limit)).toList()));
    }

    private static String brief(String line, int limit) {
        return plain(ValueText.shortened(VisibleText.of(line), limit));
    }

    private static String text(Notice notice) {
        String whole = NoticeText.render(notice.atMost(3), 200);
        String cut = whole.length() <= MOST_TEXT ? whole : NoticeText.render(notice.atMost(0), 200);
        return inert(cut.length() <= MOST_TEXT ? cut : ValueText.shortened(cut, MOST_TEXT - 50))
                .strip();
    }

    /** What blocks of plain text show as it is: Slack's own control characters written out, and no mention. */
    static String plain(String text) {
        return broken(text, "@");
    }

    /** What no server takes for a mention, a link, a picture or markup: a space of no width where one would begin. */
    static String inert(String text) {
        return broken(text, "@#`*_~[]!|:");
    }

    private static String broken(String text, String special) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c).append(special.indexOf(c) < 0 ? "" : NOTHING);
            }
        }
        return out.toString();
    }
}
