package dev.leeway.agent.format.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads published ports: {@code 8080}, {@code 80:8080}, {@code 127.0.0.1:80-81:8080-8081/udp}. */
final class PortText {
    private static final int MAX_PORTS = 1_000;
    private static final int MAX_PORT = 65_535;
    private static final Pattern SHORT = Pattern.compile(
            "(?:(?:(?<address>\\[[0-9A-Fa-f:.]{2,45}]|[0-9.]{7,15}|[A-Za-z][A-Za-z0-9.-]{0,99}):)?"
                    + "(?<host>[0-9]{1,5}(?:-[0-9]{1,5})?)?:)?(?<own>[0-9]{1,5}(?:-[0-9]{1,5})?)(?:/(?<protocol>tcp|udp|sctp))?");
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    private PortText() {}

    /** What the short form says; empty when it is none. */
    static Optional<List<PromisedPort>> read(Written written) {
        int begin = written.text().length() - written.text().stripLeading().length();
        Matcher form = SHORT.matcher(written.text().strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        Written own = written.between(begin + form.start("own"), begin + form.end());
        Written before = written.between(0, begin + form.start("own"));
        String address = Optional.ofNullable(form.group("address")).orElse("");
        String protocol = Optional.ofNullable(form.group("protocol")).orElse("tcp");
        return spread(
                form.group("own"), Optional.ofNullable(form.group("host")), address, protocol, own, List.of(before));
    }

    /** One promise for each port of a range; a range of the host's of equal length goes along. */
    static Optional<List<PromisedPort>> spread(
            String own,
            Optional<String> host,
            String address,
            String protocol,
            Written ownWritten,
            List<Written> hostWritten) {
        int[] ports = range(own);
        int[] hosts = host.map(PortText::range).orElseGet(() -> new int[0]);
        if (ports.length == 0 || (host.isPresent() && hosts.length == 0)) {
            return Optional.empty();
        }
        boolean along = hosts.length == ports.length;
        if (!along && ports.length > 1 && host.isPresent()) {
            return Optional.empty();
        }
        boolean certain = ownWritten.certain() && hostWritten.stream().allMatch(Written::certain);
        List<PromisedPort> promised = new ArrayList<>();
        for (int i = 0; i < ports.length; i++) {
            Optional<String> at = along ? Optional.of(Integer.toString(hosts[i])) : host;
            promised.add(new PromisedPort(
                    ports[i] + "/" + protocol, address, at, certain, ownWritten.place(), ownWritten, hostWritten));
        }
        return Optional.of(promised);
    }

    private static int[] range(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return new int[0];
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (last < first || last - first >= MAX_PORTS || last > MAX_PORT) {
            return new int[0];
        }
        int[] ports = new int[last - first + 1];
        for (int i = 0; i < ports.length; i++) {
            ports[i] = first + i;
        }
        return ports;
    }
}
