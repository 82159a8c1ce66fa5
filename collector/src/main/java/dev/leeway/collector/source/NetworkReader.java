package dev.leeway.collector.source;

import dev.leeway.schema.fact.Network;
import dev.leeway.schema.json.FormatException;
import dev.leeway.schema.policy.Environment;
import dev.leeway.schema.yaml.YamlMap;
import dev.leeway.schema.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the networks of environments. */
final class NetworkReader {
    /** Agents tell of a client no more than this many bits of its address. */
    private static final int MOST_FOUR = 24;

    private static final int MOST_SIX = 48;
    private static final int SIX = 128;

    private NetworkReader() {}

    static List<Network> networks(YamlMap environment) throws FormatException {
        List<Network> networks = new ArrayList<>();
        Optional<YamlNode> node = environment.find("networks");
        if (node.isPresent()) {
            for (YamlNode item : node.get().list().items()) {
                networks.add(network(item));
            }
        }
        return networks;
    }

    private static Network network(YamlNode item) throws FormatException {
        Optional<Network> network = Network.of(item.text());
        if (network.isEmpty()) {
            throw item.place()
                    .error(
                            "'" + FormatException.shown(item.text()) + "' is no network",
                            "write an address and how many of its bits count, as in '10.1.0.0/16'");
        }
        int most = network.get().width() == SIX ? MOST_SIX : MOST_FOUR;
        if (network.get().prefix() > most) {
            throw item.place()
                    .error(
                            "'" + FormatException.shown(item.text())
                                    + "' is narrower than what agents tell of a client",
                            "name a network of /" + most + " or wider that is this environment's alone");
        }
        return network.get();
    }

    /** A network that two environments have would tell nothing. */
    static void checkApart(YamlNode node, List<Environment> environments) throws FormatException {
        for (int i = 0; i < environments.size(); i++) {
            for (int j = i + 1; j < environments.size(); j++) {
                for (Network one : environments.get(i).networks()) {
                    for (Network other : environments.get(j).networks()) {
                        if (one.contains(other) || other.contains(one)) {
                            throw node.place()
                                    .error(
                                            "'" + one.text() + "' of "
                                                    + environments.get(i).name() + " and '" + other.text() + "' of "
                                                    + environments.get(j).name() + " overlap",
                                            "give every environment networks of its own");
                        }
                    }
                }
            }
        }
    }
}
