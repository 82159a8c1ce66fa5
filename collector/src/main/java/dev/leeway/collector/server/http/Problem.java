package dev.leeway.collector.server.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.JsonMembers;
import dev.leeway.schema.json.JsonOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Why a request got nothing, as RFC 9457 has it, and what to do. It never repeats a value that was sent.
 *
 * @param status of the answer, from 400
 * @param title the same in every answer of this kind
 * @param detail what is wrong with this request; may be empty
 * @param next what to do
 * @param retrySeconds after what time the same may succeed; 0 where time changes nothing
 */
public record Problem(int status, String title, String detail, String next, int retrySeconds) {
    public Problem {
        requireNonNull(title, "title is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(next, "next is null");
    }

    /** One that time does not mend. */
    public Problem(int status, String title, String detail, String next) {
        this(status, title, detail, next, 0);
    }

    /** The document. */
    public byte[] document() {
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        try {
            JsonOut.writing(document, out -> {
                JsonMembers.object(out, members -> {
                    members.text("title", title).number("status", Integer.toString(status));
                    if (!detail.isEmpty()) {
                        members.text("detail", detail);
                    }
                    members.text("next", next);
                });
                out.raw('\n');
            });
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return document.toByteArray();
    }
}
