package dev.leeway.agent.format.certificate;

import static java.util.Objects.requireNonNull;

import dev.leeway.agent.format.DerElement;
import dev.leeway.agent.format.MalformedException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is told of a public key.
 *
 * @param type {@code RSA}, {@code EC}, {@code Ed25519}, ...
 * @param bits its size, where it is known
 * @param curve of an elliptic key: {@code P-256}
 */
public record PublicKeyText(String type, OptionalInt bits, Optional<String> curve) {
    private static final int BIT_STRING = 3;

    public PublicKeyText {
        requireNonNull(type, "type is null");
        requireNonNull(bits, "bits are null");
        requireNonNull(curve, "curve is null");
    }

    static PublicKeyText read(DerElement information) throws MalformedException {
        DerElement algorithm = information.expect(DerElement.SEQUENCE).child(0).expect(DerElement.SEQUENCE);
        String id = algorithm.child(0).objectIdentifier();
        String type = Algorithms.key(id);
        return switch (type) {
            case "RSA", "RSASSA-PSS" -> new PublicKeyText(type, modulus(information), Optional.empty());
            case "EC" -> curve(type, algorithm);
            case "Ed25519" -> new PublicKeyText(type, OptionalInt.of(256), Optional.empty());
            case "Ed448" -> new PublicKeyText(type, OptionalInt.of(456), Optional.empty());
            default -> new PublicKeyText(type, OptionalInt.empty(), Optional.empty());
        };
    }

    private static PublicKeyText curve(String type, DerElement algorithm) throws MalformedException {
        List<DerElement> parts = algorithm.children();
        if (parts.size() < 2 || parts.get(1).tag() != DerElement.OBJECT_IDENTIFIER) {
            return new PublicKeyText(type, OptionalInt.empty(), Optional.of("explicit"));
        }
        Algorithms.Curve curve = Algorithms.curve(parts.get(1).objectIdentifier());
        OptionalInt bits = curve.bits() > 0 ? OptionalInt.of(curve.bits()) : OptionalInt.empty();
        return new PublicKeyText(type, bits, Optional.of(curve.name()));
    }

    /** The bits of the first number in the sequence that the bit string holds. */
    private static OptionalInt modulus(DerElement information) throws MalformedException {
        byte[] string = information.child(1).expect(BIT_STRING).contentBytes();
        if (string.length < 2) {
            throw new MalformedException("expected a key at byte " + information.start());
        }
        byte[] key = Arrays.copyOfRange(string, 1, string.length);
        byte[] number = DerElement.first(key)
                .expect(DerElement.SEQUENCE)
                .child(0)
                .expect(DerElement.INTEGER)
                .contentBytes();
        int first = 0;
        while (first < number.length && number[first] == 0) {
            first++;
        }
        return first == number.length
                ? OptionalInt.empty()
                : OptionalInt.of((number.length - first) * 8 - Integer.numberOfLeadingZeros(number[first] & 0xFF) + 24);
    }
}
