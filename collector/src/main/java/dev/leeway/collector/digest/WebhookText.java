package dev.leeway.collector.digest;

import dev.leeway.collector.report.ValueText;
import dev.leeway.schema.console.VisibleText;
import dev.leeway.schema.fact.Severity;
import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A message for programs: JSON, in the published schema {@code notice-1.json}. */
public final class WebhookText {
    /** What {@code schema} says. */
    public static final String SCHEMA = "leeway/notice/1";
    /** Of one text, in characters. */
    private static final int LIMIT = 1000;

    private WebhookText() {}

    /**
     * {@code notice} as JSON.
     *
     * @param channel whose message it is
     */
    public static String of(Notice notice, String channel) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try {
            JsonOut.writing(bytes, json -> {
                JsonMembers.object(
                        json,
                        members -> members.text("schema", SCHEMA)
                                .text("kind", notice.kind().text())
                                .text("channel", channel)
                                .text("asOf", notice.asOf().toString())
                                .text("headline", brief(notice.headline()))
                                .flag("quiet", notice.isQuiet())
                                .objects("parts", notice.parts(), WebhookText::part)
                                .texts("remarks", briefs(notice.remarks()))
                                .text("link", notice.link()));
            });
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void part(JsonMembers members, Part part) throws IOException {
        List<Item> told =
                part.groups().stream().flatMap(group -> group.items().stream()).toList();
        members.text("sort", part.sort().text())
                .number("total", Integer.toString(part.total()))
                .objects("items", told, WebhookText::item);
    }

    private static void item(JsonMembers members, Item item) throws IOException {
        members.text("text", brief(item.text()))
                .text("id", item.id())
                .text("severity", item.severity().map(Severity::text))
                .text("owner", item.owner().map(WebhookText::brief))
                .texts("environments", briefs(item.environments()))
                .text("address", item.address().map(WebhookText::brief))
                .text("age", item.age().map(WebhookText::brief));
        if (!item.why().isEmpty()) {
            members.text("why", brief(item.why()));
        }
        if (!item.align().isEmpty()) {
            members.text("align", brief(item.align()));
        }
    }

    private static List<String> briefs(List<String> texts) {
        return texts.stream().map(WebhookText::brief).toList();
    }

    private static String brief(String text) {
        return ValueText.shortened(VisibleText.of(text), LIMIT);
    }
}
