package dev.leeway.agent.probe.jdk;

import dev.leeway.agent.format.Certificate;
import dev.leeway.agent.format.MalformedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The certificates in a store of Java's own older format; they are not encrypted, and no password is needed.
 *
 * <p>Of an entry with a private key the first certificate counts, as it does for Java; the key is stepped over.
 */
final class JksStore {
    static final int MAGIC = 0xFEEDFEED;
    private static final int KEY_ENTRY = 1;
    private static final int CERTIFICATE_ENTRY = 2;
    private static final int MAX_ENTRIES = 10_000;
    private static final int MAX_CHAIN = 100;

    private final ByteBuffer in;
    private final boolean typed;
    private final List<Certificate> certificates = new ArrayList<>();

    private JksStore(ByteBuffer in, boolean typed) {
        this.in = in;
        this.typed = typed;
    }

    /** Reads a store. */
    static List<Certificate> read(byte[] content) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(content);
        try {
            int magic = in.getInt();
            int version = in.getInt();
            int count = in.getInt();
            if (magic != MAGIC || version < 1 || version > 2 || count < 0 || count > MAX_ENTRIES) {
                throw new MalformedException("expected a JKS store of at most " + MAX_ENTRIES + " entries");
            }
            JksStore store = new JksStore(in, version == 2);
            for (int i = 0; i < count; i++) {
                store.entry();
            }
            return store.certificates;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new MalformedException("expected more of a JKS store after byte " + in.position());
        }
    }

    private void entry() throws MalformedException {
        int kind = in.getInt();
        skip(Short.toUnsignedInt(in.getShort()));
        skip(Long.BYTES);
        switch (kind) {
            case KEY_ENTRY -> chain();
            case CERTIFICATE_ENTRY -> certificates.add(certificate());
            default -> throw new MalformedException("expected an entry before byte " + in.position());
        }
    }

    private void chain() throws MalformedException {
        skip(in.getInt());
        int length = in.getInt();
        if (length < 0 || length > MAX_CHAIN) {
            throw new MalformedException("expected a chain of at most " + MAX_CHAIN + " at byte " + in.position());
        }
        for (int i = 0; i < length; i++) {
            Certificate certificate = certificate();
            if (i == 0) {
                certificates.add(certificate);
            }
        }
    }

    private Certificate certificate() throws MalformedException {
        if (typed) {
            skip(Short.toUnsignedInt(in.getShort()));
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedException("expected a certificate of " + length + " bytes at byte " + in.position());
        }
        byte[] der = new byte[length];
        in.get(der);
        return Certificate.read(der);
    }

    private void skip(int count) {
        // Refuses a negative count and one beyond the end by itself.
        in.position(Math.addExact(in.position(), count));
    }
}
