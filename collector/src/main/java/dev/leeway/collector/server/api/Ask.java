package dev.leeway.collector.server.api;

import dev.leeway.collector.server.gate.Troubles;
import dev.leeway.collector.server.http.Answer;
import dev.leeway.collector.server.http.Call;
import dev.leeway.collector.server.http.Caller;
import dev.leeway.collector.server.http.RefusedException;
import dev.leeway.collector.server.http.Route;
import dev.leeway.collector.store.StoreException;
import java.util.concurrent.CompletableFuture;

/** Something that is answered at once from what is stored. */
public interface Ask {
    /** The answer to one call. */
    Answer answer(Call call, Caller caller) throws RefusedException, StoreException;

    /** The same as a route does it; a store that fails is told as all failures of stores are. */
    static Route.Work work(Ask ask) {
        return (call, caller) -> {
            try {
                return CompletableFuture.completedFuture(ask.answer(call, caller));
            } catch (StoreException e) {
                throw Troubles.of(e);
            }
        };
    }
}
