package dev.leeway.agent.deliver.http;

import static java.util.Objects.requireNonNull;

import dev.leeway.schema.json.Delivery;
import dev.leeway.schema.json.DeliveryAnswer;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.json.SnapshotDocument;
import dev.leeway.schema.snapshot.Section;
import dev.leeway.schema.wire.Manifest;
import dev.leeway.schema.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * Brings one snapshot to a collector: at first by what it builds on, then with what the answers ask for. That is two requests where
 * something changed, and one where nothing did.
 */
public final class Courier {
    private static final int MOST_REQUESTS = 8;
    private static final int WORTH_PACKING = 1024;
    private static final String GZIP = "gzip";

    private final CollectorLine line;
    private final Signer signer;
    private final String target;

    /**
     * One who speaks for {@code signer}.
     *
     * @param arrived the highest sequence that had been acknowledged when the host joined; 0 where none had
     */
    public Courier(CollectorLine line, Signer signer, long arrived) {
        this.line = requireNonNull(line, "line is null");
        this.target = arrived > 0 ? Wire.SNAPSHOTS + "?" + Wire.ARRIVED + "=" + arrived : Wire.SNAPSHOTS;
        this.signer = requireNonNull(signer, "signer is null");
    }

    /**
     * What became of a snapshot.
     *
     * @param stored whether the collector has it, on its disk
     * @param why it will never have it; empty where it does
     */
    public record Result(boolean stored, String why) {
        /** It arrived. */
        static final Result STORED = new Result(true, "");
    }

    /**
     * Brings a snapshot.
     *
     * @param base sections the collector last acknowledged
     * @throws TroubleException when neither is known: the snapshot has to wait
     */
    public Result bring(SnapshotDocument document, Optional<Manifest> base)
            throws TroubleException, InterruptedException {
        Optional<Manifest> known = base;
        Set<String> whole = fallen(document);
        for (int i = 0; i < MOST_REQUESTS; i++) {
            Reply reply = send(Delivery.of(document, known, whole));
            Optional<Result> refused = refused(reply);
            if (refused.isPresent()) {
                return refused.get();
            }
            DeliveryAnswer answer = answer(reply);
            switch (answer.fate()) {
                case STORED, KNOWN -> {
                    return Result.STORED;
                }
                case REFUSED -> {
                    return new Result(false, answer.message().isEmpty() ? "refused" : answer.message());
                }
                case BASELESS -> known = Optional.empty();
                case LACKING -> whole.addAll(answer.lacking());
            }
        }
        throw new TroubleException(Trouble.lasting(
                "asks again and again for what it was sent", "look at the log of the collector, and update both"));
    }

    /** Probes that fell as a whole: why they did is in no id, and may be another reason than last time. */
    private static Set<String> fallen(SnapshotDocument document) {
        Set<String> fallen = new HashSet<>();
        for (Section section : document.snapshot().sections().values()) {
            if (section.key().subject().isEmpty() && section.outcome().fell()) {
                fallen.add(section.id());
            }
        }
        return fallen;
    }

    private Reply send(byte[] plain) throws TroubleException, InterruptedException {
        byte[] packed = plain.length < WORTH_PACKING ? plain : packed(plain);
        boolean smaller = packed.length < plain.length;
        byte[] body = smaller ? packed : plain;
        String encoding = smaller ? GZIP : "";
        return line.post(target, signer.headers(target, encoding, body), body);
    }

    private static byte[] packed(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** What a collector itself says will never do; of anybody else on the way that is not believed. */
    private static Optional<Result> refused(Reply reply) {
        boolean never = reply.status() == 400 || reply.status() == 413 || reply.status() == 422;
        return never && reply.isProblem()
                ? Optional.of(new Result(false, reply.trouble().line()))
                : Optional.empty();
    }

    private static DeliveryAnswer answer(Reply reply) throws TroubleException {
        boolean good = reply.status() == 200 || reply.status() == 201;
        if (!good && (reply.status() != 409 || reply.isProblem())) {
            throw new TroubleException(reply.trouble());
        }
        try {
            DeliveryAnswer answer = DeliveryAnswer.read(reply.body(), "answer");
            boolean stored = answer.fate() == DeliveryAnswer.Fate.STORED || answer.fate() == DeliveryAnswer.Fate.KNOWN;
            if (stored == good) {
                return answer;
            }
        } catch (FormatException notOurs) {
            throw new TroubleException(strange(reply), notOurs);
        }
        throw new TroubleException(strange(reply));
    }

    private static Trouble strange(Reply reply) {
        Trouble strange = Trouble.lasting(
                "answered " + reply.status() + " and nothing a collector says",
                "check that the address is that of a collector, and update Leeway");
        return reply.status() == 409 ? strange : strange.butUnsure();
    }
}
