package dev.leeway.agent.selftest;

import static dev.leeway.agent.selftest.Spot.named;
import static dev.leeway.agent.selftest.Spot.plain;
import static dev.leeway.agent.selftest.Spot.unnamed;

import dev.leeway.agent.selftest.Spot.Notation;
import java.util.List;

/** The places in property lists and receipts of Macs. */
final class MacSpots {
    private MacSpots() {}

    static List<Spot> all() {
        return List.of(
                named("launchd variable, telling name", Notation.PLAIN_LINE, variable("DB_PASSWORD")),
                unnamed("launchd variable, other name", Notation.PLAIN_LINE, variable("GREETING")),
                plain("launchd label", Notation.PLAIN_LINE, (host, text) -> job(host, "Label", text)),
                plain("launchd program", Notation.PLAIN_LINE, (host, text) -> job(host, "Program", text)),
                plain(
                        "build of macOS",
                        Notation.PLAIN_LINE,
                        (host, text) -> host.file(
                                "/System/Library/CoreServices/SystemVersion.plist",
                                list("<key>ProductBuildVersion</key><string>" + escaped(text) + "</string>"))),
                plain(
                        "tap of a formula",
                        Notation.PLAIN_LINE,
                        (host, text) -> host.file(
                                "/opt/homebrew/Cellar/shop/1.0/INSTALL_RECEIPT.json",
                                "{\"arch\":\"arm64\",\"source\":{\"tap\":\"" + text + "\"}}")),
                plain(
                        "version of a cask",
                        Notation.FILE_NAME,
                        (host, text) -> host.file("/opt/homebrew/Caskroom/shop/" + text + "/shop", "")));
    }

    private static Spot.Planter variable(String name) {
        return (host, text) -> host.file(
                "/Library/LaunchDaemons/com.acme." + name + ".plist",
                list("<key>Label</key><string>com.acme." + name + "</string><key>EnvironmentVariables</key><dict><key>"
                        + name + "</key><string>" + escaped(text) + "</string></dict>"));
    }

    private static void job(CanaryHost host, String key, String text) {
        host.file(
                "/Library/LaunchAgents/com.acme.plist",
                list("<key>" + key + "</key><string>" + escaped(text) + "</string>"));
    }

    private static String list(String content) {
        return "<plist version=\"1.0\"><dict>" + content + "</dict></plist>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
