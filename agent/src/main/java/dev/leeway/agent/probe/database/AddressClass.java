package dev.leeway.agent.probe.database;

/** Where a client sits, by its network; single addresses come and go with machines. */
final class AddressClass {
    private AddressClass() {}

    /** {@code loopback}, the first 24 bits of an address of version 4, or the first 48 of one of version 6. */
    static String of(String address) {
        if (address.startsWith("127.") || address.equals("::1")) {
            return "loopback";
        }
        if (address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return address.substring(0, address.lastIndexOf('.')) + ".0/24";
        }
        String[] groups = address.split(":", 4);
        boolean whole = groups.length == 4 && !groups[1].isEmpty() && !groups[2].isEmpty();
        return whole ? groups[0] + ":" + groups[1] + ":" + groups[2] + "::/48" : "other";
    }
}
