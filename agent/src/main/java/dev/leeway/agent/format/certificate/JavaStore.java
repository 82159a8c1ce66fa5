package dev.leeway.agent.format.certificate;

import dev.leeway.agent.format.MalformedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A store of Java's own older formats, whose certificates are not encrypted; private keys are stepped over. */
final class JavaStore {
    private static final int KEY_ENTRY = 1;
    private static final int CERTIFICATE_ENTRY = 2;
    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_CHAIN = 100;

    private final ByteBuffer in;
    private final List<CertificateStore.Entry> entries = new ArrayList<>();
    private boolean typed;
    private boolean privateKey;

    private JavaStore(ByteBuffer in) {
        this.in = in;
    }

    static CertificateStore read(byte[] content) throws MalformedException {
        JavaStore store = new JavaStore(ByteBuffer.wrap(content));
        try {
            return store.whole();
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedException("expected more of a store after byte " + store.in.position());
        }
    }

    private CertificateStore whole() throws MalformedException {
        String format = in.getInt() == StoreText.JCEKS ? "jceks" : "jks";
        int version = in.getInt();
        int count = in.getInt();
        if (version < 1 || version > 2 || count < 0 || count > MAX_ENTRIES) {
            throw new MalformedException("expected a store of at most " + MAX_ENTRIES + " entries");
        }
        typed = version == 2;
        for (int i = 0; i < count; i++) {
            entry();
        }
        return new CertificateStore(format, entries, privateKey, false, 0, 0);
    }

    private void entry() throws MalformedException {
        int kind = in.getInt();
        byte[] name = new byte[Short.toUnsignedInt(in.getShort())];
        in.get(name);
        String alias = new String(name, StandardCharsets.UTF_8);
        skip(Long.BYTES);
        List<CertificateText> chain = new ArrayList<>();
        switch (kind) {
            case KEY_ENTRY -> {
                skip(in.getInt());
                int length = in.getInt();
                if (length < 0 || length > MAX_CHAIN) {
                    throw new MalformedException("expected a shorter chain at byte " + in.position());
                }
                for (int i = 0; i < length; i++) {
                    chain.add(certificate());
                }
                privateKey = true;
            }
            case CERTIFICATE_ENTRY -> chain.add(certificate());
            // Where a secret key of the other format ends only its own reader knows.
            default -> throw new MalformedException("expected an entry before byte " + in.position());
        }
        if (!chain.isEmpty()) {
            entries.add(new CertificateStore.Entry(alias, kind == KEY_ENTRY, chain));
        }
    }

    private CertificateText certificate() throws MalformedException {
        if (typed) {
            skip(Short.toUnsignedInt(in.getShort()));
        }
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new MalformedException("expected a certificate at byte " + in.position());
        }
        byte[] der = new byte[length];
        in.get(der);
        return CertificateText.read(der);
    }

    private void skip(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a negative length");
        }
        in.position(Math.addExact(in.position(), count));
    }
}
