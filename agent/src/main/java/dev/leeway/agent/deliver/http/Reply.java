package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.JsonIn;
import dev.leeway.schema.json.ReadingLimits;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What a collector answered.
 *
 * @param status of HTTP
 * @param type of the body
 * @param after what {@code Retry-After} says
 * @param body its bytes
 */
record Reply(int status, String type, Optional<Duration> after, byte[] body) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_WORDS = 300;

    Reply {
        requireNonNull(type, "type is null");
        requireNonNull(after, "after is null");
        requireNonNull(body, "body is null");
    }

    /** How long a header wants to be left alone for; dates are no clock of ours, and what is no number says nothing. */
    static Optional<Duration> after(Optional<String> header) {
        return header.map(String::strip)
                .filter(text -> text.matches("[0-9]{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(LONGEST) < 0 ? asked : LONGEST);
    }

    /** Whether the body is a problem document, which only a collector writes. */
    boolean isProblem() {
        return type.startsWith(Wire.PROBLEM);
    }

    /** Whether the body names an agent as this one. */
    boolean names(String agent) {
        boolean named = false;
        try {
            JsonIn in = new JsonIn(new ByteArrayInputStream(body), "answer", ReadingLimits.DEFAULT);
            in.start();
            in.beginObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                if (name.equals("agent")) {
                    named = in.text().equals(agent);
                } else {
                    in.skip();
                }
            }
            in.end();
            return named;
        } catch (FormatException e) {
            return false;
        }
    }

    /** What is wrong, in the words of the collector where it has some. */
    Trouble trouble() {
        boolean passing = status == 429 || status >= 500;
        if (status >= 300 && status < 400) {
            return Trouble.lasting(
                    "it sends on to another address, which is never followed",
                    "join again by the address it is really at");
        }
        if (!isProblem()) {
            String what = "answered " + status + " and nothing a collector says";
            return passing
                    // Of what stands in between, which may have handed it on.
                    ? new Trouble(what, "", true, after, false, false, status >= 500)
                    : Trouble.lasting(what, "check that the address is that of a collector");
        }
        String title = "";
        String detail = "";
        String next = "";
        try {
            JsonIn in = new JsonIn(new ByteArrayInputStream(body), "answer", ReadingLimits.DEFAULT);
            in.start();
            in.beginObject();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                switch (name) {
                    case "title" -> title = in.text();
                    case "detail" -> detail = in.text();
                    case "next" -> next = in.text();
                    default -> in.skip();
                }
            }
        } catch (FormatException cut) {
            // What was understood up to there is said.
        }
        String words = title.isEmpty() ? detail : detail.isEmpty() ? title : title + ": " + detail;
        return new Trouble(
                "answered " + status + (words.isEmpty() ? "" : " (" + withoutStop(shortened(words)) + ")"),
                shortened(next),
                passing,
                after,
                status == 403,
                status == 401,
                status >= 500 && status != 503);
    }

    private static String withoutStop(String words) {
        return words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
    }

    private static String shortened(String text) {
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "…";
    }
}
