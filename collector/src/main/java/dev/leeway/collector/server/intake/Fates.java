package dev.leeway.collector.server.intake;

import dev.leeway.collector.server.http.Answer;
import dev.leeway.schema.json.DeliveryAnswer;
import dev.leeway.schema.json.DeliveryAnswer.Fate;
import java.util.Set;

/** What is answered to deliveries. */
final class Fates {
    static final DeliveryAnswer STORED = new DeliveryAnswer(Fate.STORED, Set.of(), "");
    static final DeliveryAnswer KNOWN = new DeliveryAnswer(Fate.KNOWN, Set.of(), "");
    static final DeliveryAnswer BASELESS = new DeliveryAnswer(
            Fate.BASELESS, Set.of(), "nothing is known here that the snapshot could build on: name every section");

    private Fates() {}

    static DeliveryAnswer lacking(Set<String> ids) {
        return new DeliveryAnswer(Fate.LACKING, ids, "send these sections whole");
    }

    static DeliveryAnswer refused(String message) {
        return new DeliveryAnswer(Fate.REFUSED, Set.of(), message);
    }

    static Answer answer(DeliveryAnswer told) {
        int status = switch (told.fate()) {
            case STORED -> 201;
            case KNOWN -> 200;
            case LACKING, BASELESS, REFUSED -> 409;
        };
        return Answer.json(status, told.document());
    }
}
