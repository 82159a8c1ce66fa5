package dev.leeway.agent.host;

import dev.leeway.agent.format.MalformedException;
import dev.leeway.agent.format.plist.PropertyList;
import dev.leeway.agent.spi.HostAccessException;
import dev.leeway.agent.spi.HostFiles;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Mac calls itself on its network, from the property list where System Settings keep it. */
final class MacName {
    private static final String PATH = "/Library/Preferences/SystemConfiguration/preferences.plist";
    private static final String RELEASE = "/System/Library/CoreServices/SystemVersion.plist";
    private static final int MAX_LIST = 1 << 20;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?");

    private MacName() {}

    /** Whether these are the files of a Mac. */
    static boolean isMac(HostFiles files) {
        try {
            return files.stat(RELEASE).isPresent();
        } catch (HostAccessException unknown) {
            return false;
        }
    }

    static Optional<String> of(HostFiles files) {
        try {
            Optional<byte[]> list = files.readIfPresent(PATH, MAX_LIST);
            return list.isEmpty()
                    ? Optional.empty()
                    : PropertyList.read(list.get())
                            .textAt("System", "Network", "HostNames", "LocalHostName")
                            .filter(name -> NAME.matcher(name).matches());
        } catch (HostAccessException | MalformedException unknown) {
            return Optional.empty();
        }
    }
}
