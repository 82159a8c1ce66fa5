package dev.leeway.agent.probe.packages;

import dev.leeway.agent.format.json.JsonNode;
import dev.leeway.agent.format.json.JsonText;
import dev.leeway.agent.probe.packages.InstalledPackage.Manager;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Homebrew has installed, from its directories and receipts: formulae below {@code Cellar/NAME/VERSION}, casks below {@code
 * Caskroom/TOKEN/VERSION}.
 *
 * @param files where they lie
 * @param prefix that Homebrew is installed under
 */
record Homebrew(HostFiles files, String prefix) {
    /** Of Macs with a processor of Apple, of older ones, and of Linux. */
    static final List<String> PREFIXES = List.of("/opt/homebrew", "/usr/local", "/home/linuxbrew/.linuxbrew");

    private static final int MAX_NAMES = 5_000;
    private static final int MAX_RECEIPT = 1 << 20;
    /** Where nearly all come from, so that it is not worth a fact. */
    private static final String CORE = "homebrew/core";

    private static final String PINNED = "/var/homebrew/pinned/";

    /** Whether there is one. */
    boolean there() throws HostAccessException {
        return files.stat(prefix + "/Cellar").isPresent()
                || files.stat(prefix + "/Caskroom").isPresent();
    }

    /** The formulae, one for each version that is installed; tools that lie in one are told to {@code owners}. */
    List<InstalledPackage> formulae(List<FoundTool> tools, ToolOwners owners) throws HostAccessException {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String name : files.listIfPresent(prefix + "/Cellar", MAX_NAMES)) {
            for (String version : versions(prefix + "/Cellar/" + name)) {
                String keg = prefix + "/Cellar/" + name + "/" + version;
                InstalledPackage formula = formula(name, version, keg);
                packages.add(formula);
                owners.owns(
                        formula,
                        tools.stream()
                                .map(FoundTool::target)
                                .filter(target -> target.startsWith(keg + "/"))
                                .toList());
            }
        }
        return packages;
    }

    private InstalledPackage formula(String name, String version, String keg) throws HostAccessException {
        Optional<JsonNode> receipt = files.readIfPresent(keg + "/INSTALL_RECEIPT.json", MAX_RECEIPT)
                .flatMap(bytes -> JsonText.read(new String(bytes, StandardCharsets.UTF_8)));
        return new InstalledPackage(
                Manager.BREW,
                name,
                version,
                receipt.flatMap(node -> node.textAt("arch")).orElse(""),
                receipt.flatMap(node -> node.textAt("source", "tap")).filter(tap -> !tap.equals(CORE)),
                files.readLink(prefix + PINNED + name).isPresent(),
                Optional.empty());
    }

    /** The casks, one for each version that is installed. */
    List<InstalledPackage> casks() throws HostAccessException {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String token : files.listIfPresent(prefix + "/Caskroom", MAX_NAMES)) {
            for (String version : versions(prefix + "/Caskroom/" + token)) {
                packages.add(new InstalledPackage(
                        Manager.CASK, token, version, "", Optional.empty(), false, Optional.empty()));
            }
        }
        return packages;
    }

    /** Directories are called after versions; what begins with a dot is Homebrew's own. */
    private List<String> versions(String directory) throws HostAccessException {
        return directory.substring(directory.lastIndexOf('/') + 1).startsWith(".")
                ? List.of()
                : files.listIfPresent(directory, MAX_NAMES).stream()
                        .filter(name -> !name.startsWith("."))
                        .toList();
    }
}
