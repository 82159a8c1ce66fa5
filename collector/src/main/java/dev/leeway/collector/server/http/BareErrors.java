package dev.leeway.collector.server.http;

import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the library refuses before any route is looked for, in the words of all other refusals and with nothing of its own. */
final class BareErrors extends ErrorHandler {
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Not understood",
            408, "Too slow",
            413, "Too large",
            414, "Address too long",
            431, "Headers too large");

    BareErrors() {
        setShowStacks(false);
        setShowCauses(false);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer = answer(response.getStatus());
        Headers.put(answer, response);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    private static Answer answer(int status) {
        int shown = status < 400 ? 500 : status;
        String title = TITLES.getOrDefault(shown, shown < 500 ? "Not understood" : "Internal error");
        return Answer.of(new RefusedException(
                "http", new Problem(shown, title, "", "send a request as /openapi.json or docs/protocol.md has it")));
    }
}
