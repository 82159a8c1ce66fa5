package dev.leeway.agent.probe.env;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables Kubernetes makes up in each pod for every service of its namespace: {@code SHOP_DB_SERVICE_HOST},
 * {@code SHOP_DB_PORT_5432_TCP_ADDR} and their kin.
 *
 * <p>Told by the whole family and its values, never by a name alone: {@code PAYMENT_SERVICE_HOST} set by people stays.
 */
final class ServiceLinks {
    private static final String MARK = "KUBERNETES_SERVICE_HOST";
    private static final String HOST = "_SERVICE_HOST";
    private static final Pattern LINK = Pattern.compile("(?:tcp|udp|sctp)://([^/]+):\\d+");

    private ServiceLinks() {}

    /** The names of the variables made up; none outside a pod. */
    static Set<String> in(SortedMap<String, String> variables) {
        Set<String> made = new TreeSet<>();
        if (!variables.containsKey(MARK)) {
            return made;
        }
        variables.forEach((name, address) -> {
            if (name.endsWith(HOST) && name.length() > HOST.length()) {
                String service = name.substring(0, name.length() - HOST.length());
                Matcher link = LINK.matcher(variables.getOrDefault(service + "_PORT", ""));
                if (link.matches() && link.group(1).replaceAll("[\\[\\]]", "").equals(address)) {
                    addFamily(service, variables, made);
                }
            }
        });
        return made;
    }

    private static void addFamily(String service, SortedMap<String, String> variables, Set<String> made) {
        Pattern member = Pattern.compile(
                Pattern.quote(service)
                        + "_(?:SERVICE_HOST|SERVICE_PORT(?:_[A-Z0-9_]+)?|PORT|PORT_\\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?)");
        variables.keySet().stream()
                .filter(name -> member.matcher(name).matches())
                .forEach(made::add);
    }
}
