package dev.leeway.agent.probe.database;

import dev.leeway.schema.fact.Network;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Where a client sits, by its network; single addresses come and go with machines. */
final class AddressClass {
    private static final int SIX = 128;
    private static final int CUT = 48;
    private static final int GROUP = 16;
    private static final BigInteger FOUR_IN_SIX = BigInteger.valueOf(0xFFFF);

    private AddressClass() {}

    /** {@code loopback}, the first 24 bits of an address of version 4, or the first 48 of one of version 6. */
    static String of(String address) {
        String plain = mapped(address.replaceFirst("%.*", "").replaceAll("^\\[|]$", ""));
        Optional<Network> network = Network.of(plain).filter(found -> found.prefix() == found.width());
        if (network.isEmpty()) {
            return "other";
        }
        if (network.get().width() != SIX) {
            return plain.startsWith("127.") ? "loopback" : plain.substring(0, plain.lastIndexOf('.')) + ".0/24";
        }
        return six(network.get().base());
    }

    /** An address of version 4 as sockets of version 6 write it. */
    private static String mapped(String address) {
        String small = address.toLowerCase(Locale.ROOT);
        return small.startsWith("::ffff:") && small.contains(".") ? small.substring("::ffff:".length()) : address;
    }

    private static String six(BigInteger base) {
        if (base.equals(BigInteger.ONE)) {
            return "loopback";
        }
        if (base.shiftRight(2 * GROUP).equals(FOUR_IN_SIX)) {
            return of(four(base.intValue()));
        }
        long network = base.shiftRight(SIX - CUT).longValueExact();
        String groups = Long.toHexString(network >> (2 * GROUP)) + ":" + Long.toHexString((network >> GROUP) & 0xFFFF)
                + ":" + Long.toHexString(network & 0xFFFF);
        // As it is written by everybody: zeros at the end are part of what two colons stand for.
        return groups.replaceFirst("(:0)+$", "").replaceFirst("^0$", "") + "::/48";
    }

    private static String four(int address) {
        return (address >>> 24) + "." + ((address >>> 16) & 0xFF) + "." + ((address >>> 8) & 0xFF) + "."
                + (address & 0xFF);
    }
}
